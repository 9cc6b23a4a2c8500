// An unmodified oauth4webapi, which checks all that the RFCs ask of a client, in three steps driven by the test:
//   begin        discovers the server and prints the link for the user, with what must be kept
//   finish       takes the redirect, and prints the tokens before and after a refresh
//   credentials  gets a token for the client itself
import * as oauth from "oauth4webapi";

const [step, issuerText, clientId, secret, ...rest] = process.argv.slice(2);
const issuer = new URL(issuerText);
const insecure = { [oauth.allowInsecureRequests]: true }; // the demo is plain HTTP on loopback
const options = { algorithm: "oauth2", ...insecure };
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
const client = { client_id: clientId };
const authentication = secret ? oauth.ClientSecretBasic(secret) : oauth.None();

async function begin(redirectUri) {
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const link = new URL(server.authorization_endpoint);
  link.searchParams.set("client_id", clientId);
  link.searchParams.set("redirect_uri", redirectUri);
  link.searchParams.set("response_type", "code");
  link.searchParams.set("scope", "scan:read incidents:read");
  link.searchParams.set("code_challenge", await oauth.calculatePKCECodeChallenge(verifier));
  link.searchParams.set("code_challenge_method", "S256");
  link.searchParams.set("state", state);
  return { link: link.href, verifier, state };
}

async function finish(redirect, redirectUri, verifier, state) {
  const answer = oauth.validateAuthResponse(server, client, new URL(redirect), state);
  const exchanged = await oauth.authorizationCodeGrantRequest(
    server, client, authentication, answer, redirectUri, verifier, insecure);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, exchanged);
  const refreshed = await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, insecure);
  const next = await oauth.processRefreshTokenResponse(server, client, refreshed);
  const called = await oauth.protectedResourceRequest(
    next.access_token, "GET", new URL("/api/v1/scans", issuer), undefined, undefined, insecure);
  const found = { status: called.status, scope: next.scope };
  if (secret) {
    const looked = await oauth.introspectionRequest(server, client, authentication, next.access_token, insecure);
    found.active = (await oauth.processIntrospectionResponse(server, client, looked)).active;
  }
  const revoked = await oauth.revocationRequest(server, client, authentication, next.refresh_token, insecure);
  await oauth.processRevocationResponse(revoked);
  return { ...found, token: next.access_token };
}

async function credentials() {
  const answered = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, insecure);
  return oauth.processClientCredentialsResponse(server, client, answered);
}

console.log(JSON.stringify(await { begin, finish, credentials }[step](...rest)));
