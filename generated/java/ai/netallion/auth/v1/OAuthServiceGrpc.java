package ai.netallion.auth.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * OAuth 2.0 for third-party integrations: clients, what users have granted them,
 * and the endpoints that standard clients speak to. The endpoints under /oauth/
 * answer errors as RFC 6749 says, and ignore parameters that they do not know.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class OAuthServiceGrpc {

  private OAuthServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "netallion.auth.v1.OAuthService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.CreateClientRequest,
      ai.netallion.auth.v1.IssuedOAuthClient> getCreateClientMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateClient",
      requestType = ai.netallion.auth.v1.CreateClientRequest.class,
      responseType = ai.netallion.auth.v1.IssuedOAuthClient.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.CreateClientRequest,
      ai.netallion.auth.v1.IssuedOAuthClient> getCreateClientMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.CreateClientRequest, ai.netallion.auth.v1.IssuedOAuthClient> getCreateClientMethod;
    if ((getCreateClientMethod = OAuthServiceGrpc.getCreateClientMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getCreateClientMethod = OAuthServiceGrpc.getCreateClientMethod) == null) {
          OAuthServiceGrpc.getCreateClientMethod = getCreateClientMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.CreateClientRequest, ai.netallion.auth.v1.IssuedOAuthClient>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateClient"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.CreateClientRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.IssuedOAuthClient.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("CreateClient"))
              .build();
        }
      }
    }
    return getCreateClientMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListClientsRequest,
      ai.netallion.auth.v1.ListClientsResponse> getListClientsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListClients",
      requestType = ai.netallion.auth.v1.ListClientsRequest.class,
      responseType = ai.netallion.auth.v1.ListClientsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListClientsRequest,
      ai.netallion.auth.v1.ListClientsResponse> getListClientsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListClientsRequest, ai.netallion.auth.v1.ListClientsResponse> getListClientsMethod;
    if ((getListClientsMethod = OAuthServiceGrpc.getListClientsMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getListClientsMethod = OAuthServiceGrpc.getListClientsMethod) == null) {
          OAuthServiceGrpc.getListClientsMethod = getListClientsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ListClientsRequest, ai.netallion.auth.v1.ListClientsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListClients"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListClientsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListClientsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("ListClients"))
              .build();
        }
      }
    }
    return getListClientsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetClientRequest,
      ai.netallion.auth.v1.OAuthClient> getGetClientMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetClient",
      requestType = ai.netallion.auth.v1.GetClientRequest.class,
      responseType = ai.netallion.auth.v1.OAuthClient.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetClientRequest,
      ai.netallion.auth.v1.OAuthClient> getGetClientMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetClientRequest, ai.netallion.auth.v1.OAuthClient> getGetClientMethod;
    if ((getGetClientMethod = OAuthServiceGrpc.getGetClientMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getGetClientMethod = OAuthServiceGrpc.getGetClientMethod) == null) {
          OAuthServiceGrpc.getGetClientMethod = getGetClientMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetClientRequest, ai.netallion.auth.v1.OAuthClient>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetClient"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetClientRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.OAuthClient.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("GetClient"))
              .build();
        }
      }
    }
    return getGetClientMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.DeleteClientRequest,
      ai.netallion.auth.v1.DeleteClientResponse> getDeleteClientMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteClient",
      requestType = ai.netallion.auth.v1.DeleteClientRequest.class,
      responseType = ai.netallion.auth.v1.DeleteClientResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.DeleteClientRequest,
      ai.netallion.auth.v1.DeleteClientResponse> getDeleteClientMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.DeleteClientRequest, ai.netallion.auth.v1.DeleteClientResponse> getDeleteClientMethod;
    if ((getDeleteClientMethod = OAuthServiceGrpc.getDeleteClientMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getDeleteClientMethod = OAuthServiceGrpc.getDeleteClientMethod) == null) {
          OAuthServiceGrpc.getDeleteClientMethod = getDeleteClientMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.DeleteClientRequest, ai.netallion.auth.v1.DeleteClientResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteClient"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.DeleteClientRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.DeleteClientResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("DeleteClient"))
              .build();
        }
      }
    }
    return getDeleteClientMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RotateClientSecretRequest,
      ai.netallion.auth.v1.IssuedOAuthClient> getRotateClientSecretMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RotateClientSecret",
      requestType = ai.netallion.auth.v1.RotateClientSecretRequest.class,
      responseType = ai.netallion.auth.v1.IssuedOAuthClient.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RotateClientSecretRequest,
      ai.netallion.auth.v1.IssuedOAuthClient> getRotateClientSecretMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RotateClientSecretRequest, ai.netallion.auth.v1.IssuedOAuthClient> getRotateClientSecretMethod;
    if ((getRotateClientSecretMethod = OAuthServiceGrpc.getRotateClientSecretMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getRotateClientSecretMethod = OAuthServiceGrpc.getRotateClientSecretMethod) == null) {
          OAuthServiceGrpc.getRotateClientSecretMethod = getRotateClientSecretMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RotateClientSecretRequest, ai.netallion.auth.v1.IssuedOAuthClient>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RotateClientSecret"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RotateClientSecretRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.IssuedOAuthClient.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("RotateClientSecret"))
              .build();
        }
      }
    }
    return getRotateClientSecretMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListGrantsRequest,
      ai.netallion.auth.v1.ListGrantsResponse> getListGrantsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListGrants",
      requestType = ai.netallion.auth.v1.ListGrantsRequest.class,
      responseType = ai.netallion.auth.v1.ListGrantsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListGrantsRequest,
      ai.netallion.auth.v1.ListGrantsResponse> getListGrantsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListGrantsRequest, ai.netallion.auth.v1.ListGrantsResponse> getListGrantsMethod;
    if ((getListGrantsMethod = OAuthServiceGrpc.getListGrantsMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getListGrantsMethod = OAuthServiceGrpc.getListGrantsMethod) == null) {
          OAuthServiceGrpc.getListGrantsMethod = getListGrantsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ListGrantsRequest, ai.netallion.auth.v1.ListGrantsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListGrants"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListGrantsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListGrantsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("ListGrants"))
              .build();
        }
      }
    }
    return getListGrantsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.DeleteGrantRequest,
      ai.netallion.auth.v1.DeleteGrantResponse> getDeleteGrantMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteGrant",
      requestType = ai.netallion.auth.v1.DeleteGrantRequest.class,
      responseType = ai.netallion.auth.v1.DeleteGrantResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.DeleteGrantRequest,
      ai.netallion.auth.v1.DeleteGrantResponse> getDeleteGrantMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.DeleteGrantRequest, ai.netallion.auth.v1.DeleteGrantResponse> getDeleteGrantMethod;
    if ((getDeleteGrantMethod = OAuthServiceGrpc.getDeleteGrantMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getDeleteGrantMethod = OAuthServiceGrpc.getDeleteGrantMethod) == null) {
          OAuthServiceGrpc.getDeleteGrantMethod = getDeleteGrantMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.DeleteGrantRequest, ai.netallion.auth.v1.DeleteGrantResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteGrant"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.DeleteGrantRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.DeleteGrantResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("DeleteGrant"))
              .build();
        }
      }
    }
    return getDeleteGrantMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.AuthorizeRequest,
      com.google.api.HttpBody> getAuthorizeMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Authorize",
      requestType = ai.netallion.auth.v1.AuthorizeRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.AuthorizeRequest,
      com.google.api.HttpBody> getAuthorizeMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.AuthorizeRequest, com.google.api.HttpBody> getAuthorizeMethod;
    if ((getAuthorizeMethod = OAuthServiceGrpc.getAuthorizeMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getAuthorizeMethod = OAuthServiceGrpc.getAuthorizeMethod) == null) {
          OAuthServiceGrpc.getAuthorizeMethod = getAuthorizeMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.AuthorizeRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Authorize"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.AuthorizeRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("Authorize"))
              .build();
        }
      }
    }
    return getAuthorizeMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.DecideAuthorizationRequest,
      com.google.api.HttpBody> getDecideAuthorizationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DecideAuthorization",
      requestType = ai.netallion.auth.v1.DecideAuthorizationRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.DecideAuthorizationRequest,
      com.google.api.HttpBody> getDecideAuthorizationMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.DecideAuthorizationRequest, com.google.api.HttpBody> getDecideAuthorizationMethod;
    if ((getDecideAuthorizationMethod = OAuthServiceGrpc.getDecideAuthorizationMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getDecideAuthorizationMethod = OAuthServiceGrpc.getDecideAuthorizationMethod) == null) {
          OAuthServiceGrpc.getDecideAuthorizationMethod = getDecideAuthorizationMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.DecideAuthorizationRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DecideAuthorization"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.DecideAuthorizationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("DecideAuthorization"))
              .build();
        }
      }
    }
    return getDecideAuthorizationMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ExchangeTokenRequest,
      com.google.api.HttpBody> getExchangeTokenMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ExchangeToken",
      requestType = ai.netallion.auth.v1.ExchangeTokenRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ExchangeTokenRequest,
      com.google.api.HttpBody> getExchangeTokenMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ExchangeTokenRequest, com.google.api.HttpBody> getExchangeTokenMethod;
    if ((getExchangeTokenMethod = OAuthServiceGrpc.getExchangeTokenMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getExchangeTokenMethod = OAuthServiceGrpc.getExchangeTokenMethod) == null) {
          OAuthServiceGrpc.getExchangeTokenMethod = getExchangeTokenMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ExchangeTokenRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ExchangeToken"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ExchangeTokenRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("ExchangeToken"))
              .build();
        }
      }
    }
    return getExchangeTokenMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeTokenRequest,
      com.google.api.HttpBody> getRevokeTokenMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RevokeToken",
      requestType = ai.netallion.auth.v1.RevokeTokenRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeTokenRequest,
      com.google.api.HttpBody> getRevokeTokenMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeTokenRequest, com.google.api.HttpBody> getRevokeTokenMethod;
    if ((getRevokeTokenMethod = OAuthServiceGrpc.getRevokeTokenMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getRevokeTokenMethod = OAuthServiceGrpc.getRevokeTokenMethod) == null) {
          OAuthServiceGrpc.getRevokeTokenMethod = getRevokeTokenMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RevokeTokenRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RevokeToken"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RevokeTokenRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("RevokeToken"))
              .build();
        }
      }
    }
    return getRevokeTokenMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.IntrospectTokenRequest,
      com.google.api.HttpBody> getIntrospectTokenMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "IntrospectToken",
      requestType = ai.netallion.auth.v1.IntrospectTokenRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.IntrospectTokenRequest,
      com.google.api.HttpBody> getIntrospectTokenMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.IntrospectTokenRequest, com.google.api.HttpBody> getIntrospectTokenMethod;
    if ((getIntrospectTokenMethod = OAuthServiceGrpc.getIntrospectTokenMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getIntrospectTokenMethod = OAuthServiceGrpc.getIntrospectTokenMethod) == null) {
          OAuthServiceGrpc.getIntrospectTokenMethod = getIntrospectTokenMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.IntrospectTokenRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "IntrospectToken"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.IntrospectTokenRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("IntrospectToken"))
              .build();
        }
      }
    }
    return getIntrospectTokenMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetMetadataRequest,
      ai.netallion.auth.v1.AuthorizationServerMetadata> getGetMetadataMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetMetadata",
      requestType = ai.netallion.auth.v1.GetMetadataRequest.class,
      responseType = ai.netallion.auth.v1.AuthorizationServerMetadata.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetMetadataRequest,
      ai.netallion.auth.v1.AuthorizationServerMetadata> getGetMetadataMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetMetadataRequest, ai.netallion.auth.v1.AuthorizationServerMetadata> getGetMetadataMethod;
    if ((getGetMetadataMethod = OAuthServiceGrpc.getGetMetadataMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getGetMetadataMethod = OAuthServiceGrpc.getGetMetadataMethod) == null) {
          OAuthServiceGrpc.getGetMetadataMethod = getGetMetadataMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetMetadataRequest, ai.netallion.auth.v1.AuthorizationServerMetadata>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetMetadata"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetMetadataRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.AuthorizationServerMetadata.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("GetMetadata"))
              .build();
        }
      }
    }
    return getGetMetadataMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetKeySetRequest,
      ai.netallion.auth.v1.JsonWebKeySet> getGetKeySetMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetKeySet",
      requestType = ai.netallion.auth.v1.GetKeySetRequest.class,
      responseType = ai.netallion.auth.v1.JsonWebKeySet.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetKeySetRequest,
      ai.netallion.auth.v1.JsonWebKeySet> getGetKeySetMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetKeySetRequest, ai.netallion.auth.v1.JsonWebKeySet> getGetKeySetMethod;
    if ((getGetKeySetMethod = OAuthServiceGrpc.getGetKeySetMethod) == null) {
      synchronized (OAuthServiceGrpc.class) {
        if ((getGetKeySetMethod = OAuthServiceGrpc.getGetKeySetMethod) == null) {
          OAuthServiceGrpc.getGetKeySetMethod = getGetKeySetMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetKeySetRequest, ai.netallion.auth.v1.JsonWebKeySet>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetKeySet"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetKeySetRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.JsonWebKeySet.getDefaultInstance()))
              .setSchemaDescriptor(new OAuthServiceMethodDescriptorSupplier("GetKeySet"))
              .build();
        }
      }
    }
    return getGetKeySetMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static OAuthServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OAuthServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OAuthServiceStub>() {
        @java.lang.Override
        public OAuthServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OAuthServiceStub(channel, callOptions);
        }
      };
    return OAuthServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static OAuthServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OAuthServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OAuthServiceBlockingV2Stub>() {
        @java.lang.Override
        public OAuthServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OAuthServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return OAuthServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static OAuthServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OAuthServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OAuthServiceBlockingStub>() {
        @java.lang.Override
        public OAuthServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OAuthServiceBlockingStub(channel, callOptions);
        }
      };
    return OAuthServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static OAuthServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OAuthServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OAuthServiceFutureStub>() {
        @java.lang.Override
        public OAuthServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OAuthServiceFutureStub(channel, callOptions);
        }
      };
    return OAuthServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * OAuth 2.0 for third-party integrations: clients, what users have granted them,
   * and the endpoints that standard clients speak to. The endpoints under /oauth/
   * answer errors as RFC 6749 says, and ignore parameters that they do not know.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Makes a client and shows its secret once. A caller in the sandbox makes
     * clients for the sandbox only, and none may ask for more scopes than its maker
     * holds. Errors: PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED;
     * INVALID_ARGUMENT, if a redirect URI is not as it must be.
     * </pre>
     */
    default void createClient(ai.netallion.auth.v1.CreateClientRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedOAuthClient> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateClientMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the clients, newest first; a caller in the sandbox sees the sandbox's
     * only.
     * </pre>
     */
    default void listClients(ai.netallion.auth.v1.ListClientsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListClientsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListClientsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads one client. Error: NOT_FOUND.
     * </pre>
     */
    default void getClient(ai.netallion.auth.v1.GetClientRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.OAuthClient> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetClientMethod(), responseObserver);
    }

    /**
     * <pre>
     * Deletes a client with all that was granted to it; its tokens are refused from
     * then on. Error: NOT_FOUND.
     * </pre>
     */
    default void deleteClient(ai.netallion.auth.v1.DeleteClientRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.DeleteClientResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteClientMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives a confidential client a new secret, shown once. The secret before it
     * goes on working for `overlap_seconds`; one older still ends at once. Its
     * tokens stay. Errors: NOT_FOUND; ABORTED PUBLIC_CLIENT.
     * </pre>
     */
    default void rotateClientSecret(ai.netallion.auth.v1.RotateClientSecretRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedOAuthClient> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRotateClientSecretMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what the caller has authorized, newest first.
     * </pre>
     */
    default void listGrants(ai.netallion.auth.v1.ListGrantsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListGrantsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListGrantsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Withdraws a grant of the caller's: its tokens are refused from then on, and
     * the client must ask again. Error: NOT_FOUND.
     * </pre>
     */
    default void deleteGrant(ai.netallion.auth.v1.DeleteGrantRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.DeleteGrantResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteGrantMethod(), responseObserver);
    }

    /**
     * <pre>
     * The authorization endpoint (RFC 6749, section 3.1): a page on which a user
     * signs in and consents, or, if the user has consented before, the redirect to
     * the client with a code. An unknown client or a foreign redirect URI is refused
     * on a page of ours; every other fault is told to the client in the redirect.
     * </pre>
     */
    default void authorize(ai.netallion.auth.v1.AuthorizeRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAuthorizeMethod(), responseObserver);
    }

    /**
     * <pre>
     * Takes what the user enters on the page: a sign-in, consent or refusal. The
     * parameters in the query are those of the page.
     * </pre>
     */
    default void decideAuthorization(ai.netallion.auth.v1.DecideAuthorizationRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDecideAuthorizationMethod(), responseObserver);
    }

    /**
     * <pre>
     * The token endpoint (RFC 6749, section 3.2) for authorization_code,
     * refresh_token and client_credentials; form-encoded or JSON. Answers
     * {"access_token", "refresh_token"?, "expires_in": 3600, "scope",
     * "token_type": "Bearer"}.
     * </pre>
     */
    default void exchangeToken(ai.netallion.auth.v1.ExchangeTokenRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getExchangeTokenMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives up a token of the client's (RFC 7009). A refresh token takes all tokens
     * of its authorization with it.
     * </pre>
     */
    default void revokeToken(ai.netallion.auth.v1.RevokeTokenRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRevokeTokenMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says whether a token of the client's is valid, and what it allows (RFC 7662).
     * The client must authenticate.
     * </pre>
     */
    default void introspectToken(ai.netallion.auth.v1.IntrospectTokenRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getIntrospectTokenMethod(), responseObserver);
    }

    /**
     * <pre>
     * The metadata of the authorization server (RFC 8414).
     * </pre>
     */
    default void getMetadata(ai.netallion.auth.v1.GetMetadataRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.AuthorizationServerMetadata> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetMetadataMethod(), responseObserver);
    }

    /**
     * <pre>
     * The keys that verify session tokens (RFC 7517).
     * </pre>
     */
    default void getKeySet(ai.netallion.auth.v1.GetKeySetRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.JsonWebKeySet> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetKeySetMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service OAuthService.
   * <pre>
   * OAuth 2.0 for third-party integrations: clients, what users have granted them,
   * and the endpoints that standard clients speak to. The endpoints under /oauth/
   * answer errors as RFC 6749 says, and ignore parameters that they do not know.
   * </pre>
   */
  public static abstract class OAuthServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return OAuthServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service OAuthService.
   * <pre>
   * OAuth 2.0 for third-party integrations: clients, what users have granted them,
   * and the endpoints that standard clients speak to. The endpoints under /oauth/
   * answer errors as RFC 6749 says, and ignore parameters that they do not know.
   * </pre>
   */
  public static final class OAuthServiceStub
      extends io.grpc.stub.AbstractAsyncStub<OAuthServiceStub> {
    private OAuthServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OAuthServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OAuthServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a client and shows its secret once. A caller in the sandbox makes
     * clients for the sandbox only, and none may ask for more scopes than its maker
     * holds. Errors: PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED;
     * INVALID_ARGUMENT, if a redirect URI is not as it must be.
     * </pre>
     */
    public void createClient(ai.netallion.auth.v1.CreateClientRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedOAuthClient> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateClientMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the clients, newest first; a caller in the sandbox sees the sandbox's
     * only.
     * </pre>
     */
    public void listClients(ai.netallion.auth.v1.ListClientsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListClientsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListClientsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads one client. Error: NOT_FOUND.
     * </pre>
     */
    public void getClient(ai.netallion.auth.v1.GetClientRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.OAuthClient> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetClientMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Deletes a client with all that was granted to it; its tokens are refused from
     * then on. Error: NOT_FOUND.
     * </pre>
     */
    public void deleteClient(ai.netallion.auth.v1.DeleteClientRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.DeleteClientResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteClientMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gives a confidential client a new secret, shown once. The secret before it
     * goes on working for `overlap_seconds`; one older still ends at once. Its
     * tokens stay. Errors: NOT_FOUND; ABORTED PUBLIC_CLIENT.
     * </pre>
     */
    public void rotateClientSecret(ai.netallion.auth.v1.RotateClientSecretRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedOAuthClient> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRotateClientSecretMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists what the caller has authorized, newest first.
     * </pre>
     */
    public void listGrants(ai.netallion.auth.v1.ListGrantsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListGrantsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListGrantsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Withdraws a grant of the caller's: its tokens are refused from then on, and
     * the client must ask again. Error: NOT_FOUND.
     * </pre>
     */
    public void deleteGrant(ai.netallion.auth.v1.DeleteGrantRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.DeleteGrantResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteGrantMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * The authorization endpoint (RFC 6749, section 3.1): a page on which a user
     * signs in and consents, or, if the user has consented before, the redirect to
     * the client with a code. An unknown client or a foreign redirect URI is refused
     * on a page of ours; every other fault is told to the client in the redirect.
     * </pre>
     */
    public void authorize(ai.netallion.auth.v1.AuthorizeRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAuthorizeMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Takes what the user enters on the page: a sign-in, consent or refusal. The
     * parameters in the query are those of the page.
     * </pre>
     */
    public void decideAuthorization(ai.netallion.auth.v1.DecideAuthorizationRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDecideAuthorizationMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * The token endpoint (RFC 6749, section 3.2) for authorization_code,
     * refresh_token and client_credentials; form-encoded or JSON. Answers
     * {"access_token", "refresh_token"?, "expires_in": 3600, "scope",
     * "token_type": "Bearer"}.
     * </pre>
     */
    public void exchangeToken(ai.netallion.auth.v1.ExchangeTokenRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getExchangeTokenMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gives up a token of the client's (RFC 7009). A refresh token takes all tokens
     * of its authorization with it.
     * </pre>
     */
    public void revokeToken(ai.netallion.auth.v1.RevokeTokenRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRevokeTokenMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says whether a token of the client's is valid, and what it allows (RFC 7662).
     * The client must authenticate.
     * </pre>
     */
    public void introspectToken(ai.netallion.auth.v1.IntrospectTokenRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getIntrospectTokenMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * The metadata of the authorization server (RFC 8414).
     * </pre>
     */
    public void getMetadata(ai.netallion.auth.v1.GetMetadataRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.AuthorizationServerMetadata> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetMetadataMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * The keys that verify session tokens (RFC 7517).
     * </pre>
     */
    public void getKeySet(ai.netallion.auth.v1.GetKeySetRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.JsonWebKeySet> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetKeySetMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service OAuthService.
   * <pre>
   * OAuth 2.0 for third-party integrations: clients, what users have granted them,
   * and the endpoints that standard clients speak to. The endpoints under /oauth/
   * answer errors as RFC 6749 says, and ignore parameters that they do not know.
   * </pre>
   */
  public static final class OAuthServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<OAuthServiceBlockingV2Stub> {
    private OAuthServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OAuthServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OAuthServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a client and shows its secret once. A caller in the sandbox makes
     * clients for the sandbox only, and none may ask for more scopes than its maker
     * holds. Errors: PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED;
     * INVALID_ARGUMENT, if a redirect URI is not as it must be.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedOAuthClient createClient(ai.netallion.auth.v1.CreateClientRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateClientMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the clients, newest first; a caller in the sandbox sees the sandbox's
     * only.
     * </pre>
     */
    public ai.netallion.auth.v1.ListClientsResponse listClients(ai.netallion.auth.v1.ListClientsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListClientsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one client. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.OAuthClient getClient(ai.netallion.auth.v1.GetClientRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetClientMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a client with all that was granted to it; its tokens are refused from
     * then on. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.DeleteClientResponse deleteClient(ai.netallion.auth.v1.DeleteClientRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteClientMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a confidential client a new secret, shown once. The secret before it
     * goes on working for `overlap_seconds`; one older still ends at once. Its
     * tokens stay. Errors: NOT_FOUND; ABORTED PUBLIC_CLIENT.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedOAuthClient rotateClientSecret(ai.netallion.auth.v1.RotateClientSecretRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRotateClientSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what the caller has authorized, newest first.
     * </pre>
     */
    public ai.netallion.auth.v1.ListGrantsResponse listGrants(ai.netallion.auth.v1.ListGrantsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListGrantsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Withdraws a grant of the caller's: its tokens are refused from then on, and
     * the client must ask again. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.DeleteGrantResponse deleteGrant(ai.netallion.auth.v1.DeleteGrantRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteGrantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The authorization endpoint (RFC 6749, section 3.1): a page on which a user
     * signs in and consents, or, if the user has consented before, the redirect to
     * the client with a code. An unknown client or a foreign redirect URI is refused
     * on a page of ours; every other fault is told to the client in the redirect.
     * </pre>
     */
    public com.google.api.HttpBody authorize(ai.netallion.auth.v1.AuthorizeRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAuthorizeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Takes what the user enters on the page: a sign-in, consent or refusal. The
     * parameters in the query are those of the page.
     * </pre>
     */
    public com.google.api.HttpBody decideAuthorization(ai.netallion.auth.v1.DecideAuthorizationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDecideAuthorizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The token endpoint (RFC 6749, section 3.2) for authorization_code,
     * refresh_token and client_credentials; form-encoded or JSON. Answers
     * {"access_token", "refresh_token"?, "expires_in": 3600, "scope",
     * "token_type": "Bearer"}.
     * </pre>
     */
    public com.google.api.HttpBody exchangeToken(ai.netallion.auth.v1.ExchangeTokenRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getExchangeTokenMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives up a token of the client's (RFC 7009). A refresh token takes all tokens
     * of its authorization with it.
     * </pre>
     */
    public com.google.api.HttpBody revokeToken(ai.netallion.auth.v1.RevokeTokenRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRevokeTokenMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says whether a token of the client's is valid, and what it allows (RFC 7662).
     * The client must authenticate.
     * </pre>
     */
    public com.google.api.HttpBody introspectToken(ai.netallion.auth.v1.IntrospectTokenRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getIntrospectTokenMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The metadata of the authorization server (RFC 8414).
     * </pre>
     */
    public ai.netallion.auth.v1.AuthorizationServerMetadata getMetadata(ai.netallion.auth.v1.GetMetadataRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetMetadataMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The keys that verify session tokens (RFC 7517).
     * </pre>
     */
    public ai.netallion.auth.v1.JsonWebKeySet getKeySet(ai.netallion.auth.v1.GetKeySetRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetKeySetMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service OAuthService.
   * <pre>
   * OAuth 2.0 for third-party integrations: clients, what users have granted them,
   * and the endpoints that standard clients speak to. The endpoints under /oauth/
   * answer errors as RFC 6749 says, and ignore parameters that they do not know.
   * </pre>
   */
  public static final class OAuthServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<OAuthServiceBlockingStub> {
    private OAuthServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OAuthServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OAuthServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a client and shows its secret once. A caller in the sandbox makes
     * clients for the sandbox only, and none may ask for more scopes than its maker
     * holds. Errors: PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED;
     * INVALID_ARGUMENT, if a redirect URI is not as it must be.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedOAuthClient createClient(ai.netallion.auth.v1.CreateClientRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateClientMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the clients, newest first; a caller in the sandbox sees the sandbox's
     * only.
     * </pre>
     */
    public ai.netallion.auth.v1.ListClientsResponse listClients(ai.netallion.auth.v1.ListClientsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListClientsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one client. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.OAuthClient getClient(ai.netallion.auth.v1.GetClientRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetClientMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a client with all that was granted to it; its tokens are refused from
     * then on. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.DeleteClientResponse deleteClient(ai.netallion.auth.v1.DeleteClientRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteClientMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a confidential client a new secret, shown once. The secret before it
     * goes on working for `overlap_seconds`; one older still ends at once. Its
     * tokens stay. Errors: NOT_FOUND; ABORTED PUBLIC_CLIENT.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedOAuthClient rotateClientSecret(ai.netallion.auth.v1.RotateClientSecretRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRotateClientSecretMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what the caller has authorized, newest first.
     * </pre>
     */
    public ai.netallion.auth.v1.ListGrantsResponse listGrants(ai.netallion.auth.v1.ListGrantsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListGrantsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Withdraws a grant of the caller's: its tokens are refused from then on, and
     * the client must ask again. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.DeleteGrantResponse deleteGrant(ai.netallion.auth.v1.DeleteGrantRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteGrantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The authorization endpoint (RFC 6749, section 3.1): a page on which a user
     * signs in and consents, or, if the user has consented before, the redirect to
     * the client with a code. An unknown client or a foreign redirect URI is refused
     * on a page of ours; every other fault is told to the client in the redirect.
     * </pre>
     */
    public com.google.api.HttpBody authorize(ai.netallion.auth.v1.AuthorizeRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAuthorizeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Takes what the user enters on the page: a sign-in, consent or refusal. The
     * parameters in the query are those of the page.
     * </pre>
     */
    public com.google.api.HttpBody decideAuthorization(ai.netallion.auth.v1.DecideAuthorizationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDecideAuthorizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The token endpoint (RFC 6749, section 3.2) for authorization_code,
     * refresh_token and client_credentials; form-encoded or JSON. Answers
     * {"access_token", "refresh_token"?, "expires_in": 3600, "scope",
     * "token_type": "Bearer"}.
     * </pre>
     */
    public com.google.api.HttpBody exchangeToken(ai.netallion.auth.v1.ExchangeTokenRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getExchangeTokenMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives up a token of the client's (RFC 7009). A refresh token takes all tokens
     * of its authorization with it.
     * </pre>
     */
    public com.google.api.HttpBody revokeToken(ai.netallion.auth.v1.RevokeTokenRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRevokeTokenMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says whether a token of the client's is valid, and what it allows (RFC 7662).
     * The client must authenticate.
     * </pre>
     */
    public com.google.api.HttpBody introspectToken(ai.netallion.auth.v1.IntrospectTokenRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getIntrospectTokenMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The metadata of the authorization server (RFC 8414).
     * </pre>
     */
    public ai.netallion.auth.v1.AuthorizationServerMetadata getMetadata(ai.netallion.auth.v1.GetMetadataRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetMetadataMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The keys that verify session tokens (RFC 7517).
     * </pre>
     */
    public ai.netallion.auth.v1.JsonWebKeySet getKeySet(ai.netallion.auth.v1.GetKeySetRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetKeySetMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service OAuthService.
   * <pre>
   * OAuth 2.0 for third-party integrations: clients, what users have granted them,
   * and the endpoints that standard clients speak to. The endpoints under /oauth/
   * answer errors as RFC 6749 says, and ignore parameters that they do not know.
   * </pre>
   */
  public static final class OAuthServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<OAuthServiceFutureStub> {
    private OAuthServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OAuthServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OAuthServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a client and shows its secret once. A caller in the sandbox makes
     * clients for the sandbox only, and none may ask for more scopes than its maker
     * holds. Errors: PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED;
     * INVALID_ARGUMENT, if a redirect URI is not as it must be.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.IssuedOAuthClient> createClient(
        ai.netallion.auth.v1.CreateClientRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateClientMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the clients, newest first; a caller in the sandbox sees the sandbox's
     * only.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ListClientsResponse> listClients(
        ai.netallion.auth.v1.ListClientsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListClientsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads one client. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.OAuthClient> getClient(
        ai.netallion.auth.v1.GetClientRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetClientMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Deletes a client with all that was granted to it; its tokens are refused from
     * then on. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.DeleteClientResponse> deleteClient(
        ai.netallion.auth.v1.DeleteClientRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteClientMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives a confidential client a new secret, shown once. The secret before it
     * goes on working for `overlap_seconds`; one older still ends at once. Its
     * tokens stay. Errors: NOT_FOUND; ABORTED PUBLIC_CLIENT.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.IssuedOAuthClient> rotateClientSecret(
        ai.netallion.auth.v1.RotateClientSecretRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRotateClientSecretMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists what the caller has authorized, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ListGrantsResponse> listGrants(
        ai.netallion.auth.v1.ListGrantsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListGrantsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Withdraws a grant of the caller's: its tokens are refused from then on, and
     * the client must ask again. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.DeleteGrantResponse> deleteGrant(
        ai.netallion.auth.v1.DeleteGrantRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteGrantMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * The authorization endpoint (RFC 6749, section 3.1): a page on which a user
     * signs in and consents, or, if the user has consented before, the redirect to
     * the client with a code. An unknown client or a foreign redirect URI is refused
     * on a page of ours; every other fault is told to the client in the redirect.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> authorize(
        ai.netallion.auth.v1.AuthorizeRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAuthorizeMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Takes what the user enters on the page: a sign-in, consent or refusal. The
     * parameters in the query are those of the page.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> decideAuthorization(
        ai.netallion.auth.v1.DecideAuthorizationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDecideAuthorizationMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * The token endpoint (RFC 6749, section 3.2) for authorization_code,
     * refresh_token and client_credentials; form-encoded or JSON. Answers
     * {"access_token", "refresh_token"?, "expires_in": 3600, "scope",
     * "token_type": "Bearer"}.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> exchangeToken(
        ai.netallion.auth.v1.ExchangeTokenRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getExchangeTokenMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives up a token of the client's (RFC 7009). A refresh token takes all tokens
     * of its authorization with it.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> revokeToken(
        ai.netallion.auth.v1.RevokeTokenRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRevokeTokenMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says whether a token of the client's is valid, and what it allows (RFC 7662).
     * The client must authenticate.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> introspectToken(
        ai.netallion.auth.v1.IntrospectTokenRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getIntrospectTokenMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * The metadata of the authorization server (RFC 8414).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.AuthorizationServerMetadata> getMetadata(
        ai.netallion.auth.v1.GetMetadataRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetMetadataMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * The keys that verify session tokens (RFC 7517).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.JsonWebKeySet> getKeySet(
        ai.netallion.auth.v1.GetKeySetRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetKeySetMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_CLIENT = 0;
  private static final int METHODID_LIST_CLIENTS = 1;
  private static final int METHODID_GET_CLIENT = 2;
  private static final int METHODID_DELETE_CLIENT = 3;
  private static final int METHODID_ROTATE_CLIENT_SECRET = 4;
  private static final int METHODID_LIST_GRANTS = 5;
  private static final int METHODID_DELETE_GRANT = 6;
  private static final int METHODID_AUTHORIZE = 7;
  private static final int METHODID_DECIDE_AUTHORIZATION = 8;
  private static final int METHODID_EXCHANGE_TOKEN = 9;
  private static final int METHODID_REVOKE_TOKEN = 10;
  private static final int METHODID_INTROSPECT_TOKEN = 11;
  private static final int METHODID_GET_METADATA = 12;
  private static final int METHODID_GET_KEY_SET = 13;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_CREATE_CLIENT:
          serviceImpl.createClient((ai.netallion.auth.v1.CreateClientRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedOAuthClient>) responseObserver);
          break;
        case METHODID_LIST_CLIENTS:
          serviceImpl.listClients((ai.netallion.auth.v1.ListClientsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListClientsResponse>) responseObserver);
          break;
        case METHODID_GET_CLIENT:
          serviceImpl.getClient((ai.netallion.auth.v1.GetClientRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.OAuthClient>) responseObserver);
          break;
        case METHODID_DELETE_CLIENT:
          serviceImpl.deleteClient((ai.netallion.auth.v1.DeleteClientRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.DeleteClientResponse>) responseObserver);
          break;
        case METHODID_ROTATE_CLIENT_SECRET:
          serviceImpl.rotateClientSecret((ai.netallion.auth.v1.RotateClientSecretRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedOAuthClient>) responseObserver);
          break;
        case METHODID_LIST_GRANTS:
          serviceImpl.listGrants((ai.netallion.auth.v1.ListGrantsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListGrantsResponse>) responseObserver);
          break;
        case METHODID_DELETE_GRANT:
          serviceImpl.deleteGrant((ai.netallion.auth.v1.DeleteGrantRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.DeleteGrantResponse>) responseObserver);
          break;
        case METHODID_AUTHORIZE:
          serviceImpl.authorize((ai.netallion.auth.v1.AuthorizeRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_DECIDE_AUTHORIZATION:
          serviceImpl.decideAuthorization((ai.netallion.auth.v1.DecideAuthorizationRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_EXCHANGE_TOKEN:
          serviceImpl.exchangeToken((ai.netallion.auth.v1.ExchangeTokenRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_REVOKE_TOKEN:
          serviceImpl.revokeToken((ai.netallion.auth.v1.RevokeTokenRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_INTROSPECT_TOKEN:
          serviceImpl.introspectToken((ai.netallion.auth.v1.IntrospectTokenRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_GET_METADATA:
          serviceImpl.getMetadata((ai.netallion.auth.v1.GetMetadataRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.AuthorizationServerMetadata>) responseObserver);
          break;
        case METHODID_GET_KEY_SET:
          serviceImpl.getKeySet((ai.netallion.auth.v1.GetKeySetRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.JsonWebKeySet>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateClientMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.CreateClientRequest,
              ai.netallion.auth.v1.IssuedOAuthClient>(
                service, METHODID_CREATE_CLIENT)))
        .addMethod(
          getListClientsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ListClientsRequest,
              ai.netallion.auth.v1.ListClientsResponse>(
                service, METHODID_LIST_CLIENTS)))
        .addMethod(
          getGetClientMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetClientRequest,
              ai.netallion.auth.v1.OAuthClient>(
                service, METHODID_GET_CLIENT)))
        .addMethod(
          getDeleteClientMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.DeleteClientRequest,
              ai.netallion.auth.v1.DeleteClientResponse>(
                service, METHODID_DELETE_CLIENT)))
        .addMethod(
          getRotateClientSecretMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RotateClientSecretRequest,
              ai.netallion.auth.v1.IssuedOAuthClient>(
                service, METHODID_ROTATE_CLIENT_SECRET)))
        .addMethod(
          getListGrantsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ListGrantsRequest,
              ai.netallion.auth.v1.ListGrantsResponse>(
                service, METHODID_LIST_GRANTS)))
        .addMethod(
          getDeleteGrantMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.DeleteGrantRequest,
              ai.netallion.auth.v1.DeleteGrantResponse>(
                service, METHODID_DELETE_GRANT)))
        .addMethod(
          getAuthorizeMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.AuthorizeRequest,
              com.google.api.HttpBody>(
                service, METHODID_AUTHORIZE)))
        .addMethod(
          getDecideAuthorizationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.DecideAuthorizationRequest,
              com.google.api.HttpBody>(
                service, METHODID_DECIDE_AUTHORIZATION)))
        .addMethod(
          getExchangeTokenMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ExchangeTokenRequest,
              com.google.api.HttpBody>(
                service, METHODID_EXCHANGE_TOKEN)))
        .addMethod(
          getRevokeTokenMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RevokeTokenRequest,
              com.google.api.HttpBody>(
                service, METHODID_REVOKE_TOKEN)))
        .addMethod(
          getIntrospectTokenMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.IntrospectTokenRequest,
              com.google.api.HttpBody>(
                service, METHODID_INTROSPECT_TOKEN)))
        .addMethod(
          getGetMetadataMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetMetadataRequest,
              ai.netallion.auth.v1.AuthorizationServerMetadata>(
                service, METHODID_GET_METADATA)))
        .addMethod(
          getGetKeySetMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetKeySetRequest,
              ai.netallion.auth.v1.JsonWebKeySet>(
                service, METHODID_GET_KEY_SET)))
        .build();
  }

  private static abstract class OAuthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    OAuthServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return ai.netallion.auth.v1.OauthServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("OAuthService");
    }
  }

  private static final class OAuthServiceFileDescriptorSupplier
      extends OAuthServiceBaseDescriptorSupplier {
    OAuthServiceFileDescriptorSupplier() {}
  }

  private static final class OAuthServiceMethodDescriptorSupplier
      extends OAuthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    OAuthServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (OAuthServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new OAuthServiceFileDescriptorSupplier())
              .addMethod(getCreateClientMethod())
              .addMethod(getListClientsMethod())
              .addMethod(getGetClientMethod())
              .addMethod(getDeleteClientMethod())
              .addMethod(getRotateClientSecretMethod())
              .addMethod(getListGrantsMethod())
              .addMethod(getDeleteGrantMethod())
              .addMethod(getAuthorizeMethod())
              .addMethod(getDecideAuthorizationMethod())
              .addMethod(getExchangeTokenMethod())
              .addMethod(getRevokeTokenMethod())
              .addMethod(getIntrospectTokenMethod())
              .addMethod(getGetMetadataMethod())
              .addMethod(getGetKeySetMethod())
              .build();
        }
      }
    }
    return result;
  }
}
