package ai.netallion.auth.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Who calls: sessions, users, the organization and its API keys.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class AuthServiceGrpc {

  private AuthServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "netallion.auth.v1.AuthService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.LoginRequest,
      ai.netallion.auth.v1.TokenPair> getLoginMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Login",
      requestType = ai.netallion.auth.v1.LoginRequest.class,
      responseType = ai.netallion.auth.v1.TokenPair.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.LoginRequest,
      ai.netallion.auth.v1.TokenPair> getLoginMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.LoginRequest, ai.netallion.auth.v1.TokenPair> getLoginMethod;
    if ((getLoginMethod = AuthServiceGrpc.getLoginMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getLoginMethod = AuthServiceGrpc.getLoginMethod) == null) {
          AuthServiceGrpc.getLoginMethod = getLoginMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.LoginRequest, ai.netallion.auth.v1.TokenPair>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Login"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.LoginRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.TokenPair.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("Login"))
              .build();
        }
      }
    }
    return getLoginMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RefreshSessionRequest,
      ai.netallion.auth.v1.TokenPair> getRefreshSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RefreshSession",
      requestType = ai.netallion.auth.v1.RefreshSessionRequest.class,
      responseType = ai.netallion.auth.v1.TokenPair.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RefreshSessionRequest,
      ai.netallion.auth.v1.TokenPair> getRefreshSessionMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RefreshSessionRequest, ai.netallion.auth.v1.TokenPair> getRefreshSessionMethod;
    if ((getRefreshSessionMethod = AuthServiceGrpc.getRefreshSessionMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getRefreshSessionMethod = AuthServiceGrpc.getRefreshSessionMethod) == null) {
          AuthServiceGrpc.getRefreshSessionMethod = getRefreshSessionMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RefreshSessionRequest, ai.netallion.auth.v1.TokenPair>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RefreshSession"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RefreshSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.TokenPair.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("RefreshSession"))
              .build();
        }
      }
    }
    return getRefreshSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.LogoutRequest,
      ai.netallion.auth.v1.LogoutResponse> getLogoutMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Logout",
      requestType = ai.netallion.auth.v1.LogoutRequest.class,
      responseType = ai.netallion.auth.v1.LogoutResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.LogoutRequest,
      ai.netallion.auth.v1.LogoutResponse> getLogoutMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.LogoutRequest, ai.netallion.auth.v1.LogoutResponse> getLogoutMethod;
    if ((getLogoutMethod = AuthServiceGrpc.getLogoutMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getLogoutMethod = AuthServiceGrpc.getLogoutMethod) == null) {
          AuthServiceGrpc.getLogoutMethod = getLogoutMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.LogoutRequest, ai.netallion.auth.v1.LogoutResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Logout"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.LogoutRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.LogoutResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("Logout"))
              .build();
        }
      }
    }
    return getLogoutMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetCallerRequest,
      ai.netallion.auth.v1.GetCallerResponse> getGetCallerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCaller",
      requestType = ai.netallion.auth.v1.GetCallerRequest.class,
      responseType = ai.netallion.auth.v1.GetCallerResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetCallerRequest,
      ai.netallion.auth.v1.GetCallerResponse> getGetCallerMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetCallerRequest, ai.netallion.auth.v1.GetCallerResponse> getGetCallerMethod;
    if ((getGetCallerMethod = AuthServiceGrpc.getGetCallerMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getGetCallerMethod = AuthServiceGrpc.getGetCallerMethod) == null) {
          AuthServiceGrpc.getGetCallerMethod = getGetCallerMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetCallerRequest, ai.netallion.auth.v1.GetCallerResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCaller"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetCallerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetCallerResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("GetCaller"))
              .build();
        }
      }
    }
    return getGetCallerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListSessionsRequest,
      ai.netallion.auth.v1.ListSessionsResponse> getListSessionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSessions",
      requestType = ai.netallion.auth.v1.ListSessionsRequest.class,
      responseType = ai.netallion.auth.v1.ListSessionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListSessionsRequest,
      ai.netallion.auth.v1.ListSessionsResponse> getListSessionsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListSessionsRequest, ai.netallion.auth.v1.ListSessionsResponse> getListSessionsMethod;
    if ((getListSessionsMethod = AuthServiceGrpc.getListSessionsMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getListSessionsMethod = AuthServiceGrpc.getListSessionsMethod) == null) {
          AuthServiceGrpc.getListSessionsMethod = getListSessionsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ListSessionsRequest, ai.netallion.auth.v1.ListSessionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSessions"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListSessionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListSessionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("ListSessions"))
              .build();
        }
      }
    }
    return getListSessionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeSessionRequest,
      ai.netallion.auth.v1.RevokeSessionResponse> getRevokeSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RevokeSession",
      requestType = ai.netallion.auth.v1.RevokeSessionRequest.class,
      responseType = ai.netallion.auth.v1.RevokeSessionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeSessionRequest,
      ai.netallion.auth.v1.RevokeSessionResponse> getRevokeSessionMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeSessionRequest, ai.netallion.auth.v1.RevokeSessionResponse> getRevokeSessionMethod;
    if ((getRevokeSessionMethod = AuthServiceGrpc.getRevokeSessionMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getRevokeSessionMethod = AuthServiceGrpc.getRevokeSessionMethod) == null) {
          AuthServiceGrpc.getRevokeSessionMethod = getRevokeSessionMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RevokeSessionRequest, ai.netallion.auth.v1.RevokeSessionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RevokeSession"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RevokeSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RevokeSessionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("RevokeSession"))
              .build();
        }
      }
    }
    return getRevokeSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ChangePasswordRequest,
      ai.netallion.auth.v1.ChangePasswordResponse> getChangePasswordMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ChangePassword",
      requestType = ai.netallion.auth.v1.ChangePasswordRequest.class,
      responseType = ai.netallion.auth.v1.ChangePasswordResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ChangePasswordRequest,
      ai.netallion.auth.v1.ChangePasswordResponse> getChangePasswordMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ChangePasswordRequest, ai.netallion.auth.v1.ChangePasswordResponse> getChangePasswordMethod;
    if ((getChangePasswordMethod = AuthServiceGrpc.getChangePasswordMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getChangePasswordMethod = AuthServiceGrpc.getChangePasswordMethod) == null) {
          AuthServiceGrpc.getChangePasswordMethod = getChangePasswordMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ChangePasswordRequest, ai.netallion.auth.v1.ChangePasswordResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ChangePassword"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ChangePasswordRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ChangePasswordResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("ChangePassword"))
              .build();
        }
      }
    }
    return getChangePasswordMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.InviteUserRequest,
      ai.netallion.auth.v1.InviteUserResponse> getInviteUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "InviteUser",
      requestType = ai.netallion.auth.v1.InviteUserRequest.class,
      responseType = ai.netallion.auth.v1.InviteUserResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.InviteUserRequest,
      ai.netallion.auth.v1.InviteUserResponse> getInviteUserMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.InviteUserRequest, ai.netallion.auth.v1.InviteUserResponse> getInviteUserMethod;
    if ((getInviteUserMethod = AuthServiceGrpc.getInviteUserMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getInviteUserMethod = AuthServiceGrpc.getInviteUserMethod) == null) {
          AuthServiceGrpc.getInviteUserMethod = getInviteUserMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.InviteUserRequest, ai.netallion.auth.v1.InviteUserResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "InviteUser"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.InviteUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.InviteUserResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("InviteUser"))
              .build();
        }
      }
    }
    return getInviteUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListUsersRequest,
      ai.netallion.auth.v1.ListUsersResponse> getListUsersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListUsers",
      requestType = ai.netallion.auth.v1.ListUsersRequest.class,
      responseType = ai.netallion.auth.v1.ListUsersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListUsersRequest,
      ai.netallion.auth.v1.ListUsersResponse> getListUsersMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListUsersRequest, ai.netallion.auth.v1.ListUsersResponse> getListUsersMethod;
    if ((getListUsersMethod = AuthServiceGrpc.getListUsersMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getListUsersMethod = AuthServiceGrpc.getListUsersMethod) == null) {
          AuthServiceGrpc.getListUsersMethod = getListUsersMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ListUsersRequest, ai.netallion.auth.v1.ListUsersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListUsers"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListUsersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListUsersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("ListUsers"))
              .build();
        }
      }
    }
    return getListUsersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.UpdateUserRequest,
      ai.netallion.auth.v1.User> getUpdateUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateUser",
      requestType = ai.netallion.auth.v1.UpdateUserRequest.class,
      responseType = ai.netallion.auth.v1.User.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.UpdateUserRequest,
      ai.netallion.auth.v1.User> getUpdateUserMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.UpdateUserRequest, ai.netallion.auth.v1.User> getUpdateUserMethod;
    if ((getUpdateUserMethod = AuthServiceGrpc.getUpdateUserMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getUpdateUserMethod = AuthServiceGrpc.getUpdateUserMethod) == null) {
          AuthServiceGrpc.getUpdateUserMethod = getUpdateUserMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.UpdateUserRequest, ai.netallion.auth.v1.User>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateUser"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.UpdateUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.User.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("UpdateUser"))
              .build();
        }
      }
    }
    return getUpdateUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RemoveUserRequest,
      ai.netallion.auth.v1.RemoveUserResponse> getRemoveUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RemoveUser",
      requestType = ai.netallion.auth.v1.RemoveUserRequest.class,
      responseType = ai.netallion.auth.v1.RemoveUserResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RemoveUserRequest,
      ai.netallion.auth.v1.RemoveUserResponse> getRemoveUserMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RemoveUserRequest, ai.netallion.auth.v1.RemoveUserResponse> getRemoveUserMethod;
    if ((getRemoveUserMethod = AuthServiceGrpc.getRemoveUserMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getRemoveUserMethod = AuthServiceGrpc.getRemoveUserMethod) == null) {
          AuthServiceGrpc.getRemoveUserMethod = getRemoveUserMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RemoveUserRequest, ai.netallion.auth.v1.RemoveUserResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RemoveUser"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RemoveUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RemoveUserResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("RemoveUser"))
              .build();
        }
      }
    }
    return getRemoveUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetOrganizationRequest,
      ai.netallion.auth.v1.Organization> getGetOrganizationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetOrganization",
      requestType = ai.netallion.auth.v1.GetOrganizationRequest.class,
      responseType = ai.netallion.auth.v1.Organization.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetOrganizationRequest,
      ai.netallion.auth.v1.Organization> getGetOrganizationMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetOrganizationRequest, ai.netallion.auth.v1.Organization> getGetOrganizationMethod;
    if ((getGetOrganizationMethod = AuthServiceGrpc.getGetOrganizationMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getGetOrganizationMethod = AuthServiceGrpc.getGetOrganizationMethod) == null) {
          AuthServiceGrpc.getGetOrganizationMethod = getGetOrganizationMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetOrganizationRequest, ai.netallion.auth.v1.Organization>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetOrganization"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetOrganizationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.Organization.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("GetOrganization"))
              .build();
        }
      }
    }
    return getGetOrganizationMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.UpdateOrganizationRequest,
      ai.netallion.auth.v1.Organization> getUpdateOrganizationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateOrganization",
      requestType = ai.netallion.auth.v1.UpdateOrganizationRequest.class,
      responseType = ai.netallion.auth.v1.Organization.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.UpdateOrganizationRequest,
      ai.netallion.auth.v1.Organization> getUpdateOrganizationMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.UpdateOrganizationRequest, ai.netallion.auth.v1.Organization> getUpdateOrganizationMethod;
    if ((getUpdateOrganizationMethod = AuthServiceGrpc.getUpdateOrganizationMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getUpdateOrganizationMethod = AuthServiceGrpc.getUpdateOrganizationMethod) == null) {
          AuthServiceGrpc.getUpdateOrganizationMethod = getUpdateOrganizationMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.UpdateOrganizationRequest, ai.netallion.auth.v1.Organization>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateOrganization"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.UpdateOrganizationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.Organization.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("UpdateOrganization"))
              .build();
        }
      }
    }
    return getUpdateOrganizationMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.CreateApiKeyRequest,
      ai.netallion.auth.v1.IssuedApiKey> getCreateApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateApiKey",
      requestType = ai.netallion.auth.v1.CreateApiKeyRequest.class,
      responseType = ai.netallion.auth.v1.IssuedApiKey.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.CreateApiKeyRequest,
      ai.netallion.auth.v1.IssuedApiKey> getCreateApiKeyMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.CreateApiKeyRequest, ai.netallion.auth.v1.IssuedApiKey> getCreateApiKeyMethod;
    if ((getCreateApiKeyMethod = AuthServiceGrpc.getCreateApiKeyMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getCreateApiKeyMethod = AuthServiceGrpc.getCreateApiKeyMethod) == null) {
          AuthServiceGrpc.getCreateApiKeyMethod = getCreateApiKeyMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.CreateApiKeyRequest, ai.netallion.auth.v1.IssuedApiKey>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateApiKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.CreateApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.IssuedApiKey.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("CreateApiKey"))
              .build();
        }
      }
    }
    return getCreateApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListApiKeysRequest,
      ai.netallion.auth.v1.ListApiKeysResponse> getListApiKeysMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListApiKeys",
      requestType = ai.netallion.auth.v1.ListApiKeysRequest.class,
      responseType = ai.netallion.auth.v1.ListApiKeysResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListApiKeysRequest,
      ai.netallion.auth.v1.ListApiKeysResponse> getListApiKeysMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.ListApiKeysRequest, ai.netallion.auth.v1.ListApiKeysResponse> getListApiKeysMethod;
    if ((getListApiKeysMethod = AuthServiceGrpc.getListApiKeysMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getListApiKeysMethod = AuthServiceGrpc.getListApiKeysMethod) == null) {
          AuthServiceGrpc.getListApiKeysMethod = getListApiKeysMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.ListApiKeysRequest, ai.netallion.auth.v1.ListApiKeysResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListApiKeys"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListApiKeysRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ListApiKeysResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("ListApiKeys"))
              .build();
        }
      }
    }
    return getListApiKeysMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetApiKeyRequest,
      ai.netallion.auth.v1.ApiKey> getGetApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetApiKey",
      requestType = ai.netallion.auth.v1.GetApiKeyRequest.class,
      responseType = ai.netallion.auth.v1.ApiKey.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetApiKeyRequest,
      ai.netallion.auth.v1.ApiKey> getGetApiKeyMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetApiKeyRequest, ai.netallion.auth.v1.ApiKey> getGetApiKeyMethod;
    if ((getGetApiKeyMethod = AuthServiceGrpc.getGetApiKeyMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getGetApiKeyMethod = AuthServiceGrpc.getGetApiKeyMethod) == null) {
          AuthServiceGrpc.getGetApiKeyMethod = getGetApiKeyMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetApiKeyRequest, ai.netallion.auth.v1.ApiKey>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetApiKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.ApiKey.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("GetApiKey"))
              .build();
        }
      }
    }
    return getGetApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeApiKeyRequest,
      ai.netallion.auth.v1.RevokeApiKeyResponse> getRevokeApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RevokeApiKey",
      requestType = ai.netallion.auth.v1.RevokeApiKeyRequest.class,
      responseType = ai.netallion.auth.v1.RevokeApiKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeApiKeyRequest,
      ai.netallion.auth.v1.RevokeApiKeyResponse> getRevokeApiKeyMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RevokeApiKeyRequest, ai.netallion.auth.v1.RevokeApiKeyResponse> getRevokeApiKeyMethod;
    if ((getRevokeApiKeyMethod = AuthServiceGrpc.getRevokeApiKeyMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getRevokeApiKeyMethod = AuthServiceGrpc.getRevokeApiKeyMethod) == null) {
          AuthServiceGrpc.getRevokeApiKeyMethod = getRevokeApiKeyMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RevokeApiKeyRequest, ai.netallion.auth.v1.RevokeApiKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RevokeApiKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RevokeApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RevokeApiKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("RevokeApiKey"))
              .build();
        }
      }
    }
    return getRevokeApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.RotateApiKeyRequest,
      ai.netallion.auth.v1.IssuedApiKey> getRotateApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RotateApiKey",
      requestType = ai.netallion.auth.v1.RotateApiKeyRequest.class,
      responseType = ai.netallion.auth.v1.IssuedApiKey.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.RotateApiKeyRequest,
      ai.netallion.auth.v1.IssuedApiKey> getRotateApiKeyMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.RotateApiKeyRequest, ai.netallion.auth.v1.IssuedApiKey> getRotateApiKeyMethod;
    if ((getRotateApiKeyMethod = AuthServiceGrpc.getRotateApiKeyMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getRotateApiKeyMethod = AuthServiceGrpc.getRotateApiKeyMethod) == null) {
          AuthServiceGrpc.getRotateApiKeyMethod = getRotateApiKeyMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.RotateApiKeyRequest, ai.netallion.auth.v1.IssuedApiKey>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RotateApiKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.RotateApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.IssuedApiKey.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("RotateApiKey"))
              .build();
        }
      }
    }
    return getRotateApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetUsageRequest,
      ai.netallion.auth.v1.GetUsageResponse> getGetUsageMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetUsage",
      requestType = ai.netallion.auth.v1.GetUsageRequest.class,
      responseType = ai.netallion.auth.v1.GetUsageResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetUsageRequest,
      ai.netallion.auth.v1.GetUsageResponse> getGetUsageMethod() {
    io.grpc.MethodDescriptor<ai.netallion.auth.v1.GetUsageRequest, ai.netallion.auth.v1.GetUsageResponse> getGetUsageMethod;
    if ((getGetUsageMethod = AuthServiceGrpc.getGetUsageMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getGetUsageMethod = AuthServiceGrpc.getGetUsageMethod) == null) {
          AuthServiceGrpc.getGetUsageMethod = getGetUsageMethod =
              io.grpc.MethodDescriptor.<ai.netallion.auth.v1.GetUsageRequest, ai.netallion.auth.v1.GetUsageResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetUsage"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetUsageRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.auth.v1.GetUsageResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("GetUsage"))
              .build();
        }
      }
    }
    return getGetUsageMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static AuthServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceStub>() {
        @java.lang.Override
        public AuthServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceStub(channel, callOptions);
        }
      };
    return AuthServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static AuthServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingV2Stub>() {
        @java.lang.Override
        public AuthServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return AuthServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static AuthServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingStub>() {
        @java.lang.Override
        public AuthServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceBlockingStub(channel, callOptions);
        }
      };
    return AuthServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static AuthServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceFutureStub>() {
        @java.lang.Override
        public AuthServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceFutureStub(channel, callOptions);
        }
      };
    return AuthServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Who calls: sessions, users, the organization and its API keys.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Exchanges an e-mail address and a password for a session. Guessing is slowed
     * down for the pair of client address and account. Errors: UNAUTHENTICATED
     * BAD_LOGIN, whatever was wrong; RESOURCE_EXHAUSTED LOGIN_SLOWED_DOWN.
     * </pre>
     */
    default void login(ai.netallion.auth.v1.LoginRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.TokenPair> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getLoginMethod(), responseObserver);
    }

    /**
     * <pre>
     * Exchanges a refresh token for a new pair. The old token answers with the same
     * successor for 30 seconds, and only until that successor has been used; any
     * later use ends the session. Error: UNAUTHENTICATED INVALID_REFRESH_TOKEN.
     * </pre>
     */
    default void refreshSession(ai.netallion.auth.v1.RefreshSessionRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.TokenPair> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRefreshSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends the session that calls; its tokens are refused from then on.
     * </pre>
     */
    default void logout(ai.netallion.auth.v1.LogoutRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.LogoutResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getLogoutMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says who the caller is: its organization, environment, scopes and plan.
     * </pre>
     */
    default void getCaller(ai.netallion.auth.v1.GetCallerRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.GetCallerResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCallerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the caller's own live sessions, newest first.
     * </pre>
     */
    default void listSessions(ai.netallion.auth.v1.ListSessionsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListSessionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSessionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends one of the caller's own sessions. Error: NOT_FOUND.
     * </pre>
     */
    default void revokeSession(ai.netallion.auth.v1.RevokeSessionRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RevokeSessionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRevokeSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes the caller's own password and ends all the caller's other sessions.
     * Errors: PERMISSION_DENIED WRONG_PASSWORD; RESOURCE_EXHAUSTED
     * LOGIN_SLOWED_DOWN, after wrong tries.
     * </pre>
     */
    default void changePassword(ai.netallion.auth.v1.ChangePasswordRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ChangePasswordResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getChangePasswordMethod(), responseObserver);
    }

    /**
     * <pre>
     * Invites a user: makes the account and shows its first password once. Errors:
     * ALREADY_EXISTS USER_EXISTS, if the address is a user of this organization;
     * PERMISSION_DENIED OWNER_REQUIRED, if someone who is no owner names one.
     * </pre>
     */
    default void inviteUser(ai.netallion.auth.v1.InviteUserRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.InviteUserResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getInviteUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the organization's users, newest first.
     * </pre>
     */
    default void listUsers(ai.netallion.auth.v1.ListUsersRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListUsersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListUsersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a user's role. Errors: NOT_FOUND; ABORTED LAST_OWNER;
     * PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    default void updateUser(ai.netallion.auth.v1.UpdateUserRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.User> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a user and ends their sessions. Errors: NOT_FOUND; ABORTED
     * LAST_OWNER; PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    default void removeUser(ai.netallion.auth.v1.RemoveUserRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RemoveUserResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRemoveUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads the caller's organization.
     * </pre>
     */
    default void getOrganization(ai.netallion.auth.v1.GetOrganizationRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.Organization> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetOrganizationMethod(), responseObserver);
    }

    /**
     * <pre>
     * Renames the caller's organization.
     * </pre>
     */
    default void updateOrganization(ai.netallion.auth.v1.UpdateOrganizationRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.Organization> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateOrganizationMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes an API key and shows it once. A caller in the sandbox makes keys for
     * the sandbox only, and none gets more scopes than its maker holds. Errors:
     * PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED.
     * </pre>
     */
    default void createApiKey(ai.netallion.auth.v1.CreateApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedApiKey> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the keys that have not been revoked, newest first; a caller in the
     * sandbox sees the sandbox's only.
     * </pre>
     */
    default void listApiKeys(ai.netallion.auth.v1.ListApiKeysRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListApiKeysResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListApiKeysMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads one key that has not been revoked. Error: NOT_FOUND.
     * </pre>
     */
    default void getApiKey(ai.netallion.auth.v1.GetApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ApiKey> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Revokes a key, with all its secrets, for ever. Error: NOT_FOUND.
     * </pre>
     */
    default void revokeApiKey(ai.netallion.auth.v1.RevokeApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RevokeApiKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRevokeApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives a key a new secret, shown once. The secret before it goes on working
     * for `overlap_seconds`; one older still ends at once. The key keeps its id,
     * name, scopes, expiry and rate-limit windows. Error: NOT_FOUND.
     * </pre>
     */
    default void rotateApiKey(ai.netallion.auth.v1.RotateApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedApiKey> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRotateApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says how the rate-limit windows stand now and what was called in 30 days: of
     * every credential to an administrator, of itself to any other caller. A caller in
     * the sandbox sees the sandbox's calls only. While the counters cannot be reached,
     * the windows are as this server's share has them.
     * </pre>
     */
    default void getUsage(ai.netallion.auth.v1.GetUsageRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.GetUsageResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetUsageMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service AuthService.
   * <pre>
   * Who calls: sessions, users, the organization and its API keys.
   * </pre>
   */
  public static abstract class AuthServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return AuthServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service AuthService.
   * <pre>
   * Who calls: sessions, users, the organization and its API keys.
   * </pre>
   */
  public static final class AuthServiceStub
      extends io.grpc.stub.AbstractAsyncStub<AuthServiceStub> {
    private AuthServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Exchanges an e-mail address and a password for a session. Guessing is slowed
     * down for the pair of client address and account. Errors: UNAUTHENTICATED
     * BAD_LOGIN, whatever was wrong; RESOURCE_EXHAUSTED LOGIN_SLOWED_DOWN.
     * </pre>
     */
    public void login(ai.netallion.auth.v1.LoginRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.TokenPair> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getLoginMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Exchanges a refresh token for a new pair. The old token answers with the same
     * successor for 30 seconds, and only until that successor has been used; any
     * later use ends the session. Error: UNAUTHENTICATED INVALID_REFRESH_TOKEN.
     * </pre>
     */
    public void refreshSession(ai.netallion.auth.v1.RefreshSessionRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.TokenPair> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRefreshSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends the session that calls; its tokens are refused from then on.
     * </pre>
     */
    public void logout(ai.netallion.auth.v1.LogoutRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.LogoutResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getLogoutMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says who the caller is: its organization, environment, scopes and plan.
     * </pre>
     */
    public void getCaller(ai.netallion.auth.v1.GetCallerRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.GetCallerResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCallerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the caller's own live sessions, newest first.
     * </pre>
     */
    public void listSessions(ai.netallion.auth.v1.ListSessionsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListSessionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSessionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends one of the caller's own sessions. Error: NOT_FOUND.
     * </pre>
     */
    public void revokeSession(ai.netallion.auth.v1.RevokeSessionRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RevokeSessionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRevokeSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes the caller's own password and ends all the caller's other sessions.
     * Errors: PERMISSION_DENIED WRONG_PASSWORD; RESOURCE_EXHAUSTED
     * LOGIN_SLOWED_DOWN, after wrong tries.
     * </pre>
     */
    public void changePassword(ai.netallion.auth.v1.ChangePasswordRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ChangePasswordResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getChangePasswordMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Invites a user: makes the account and shows its first password once. Errors:
     * ALREADY_EXISTS USER_EXISTS, if the address is a user of this organization;
     * PERMISSION_DENIED OWNER_REQUIRED, if someone who is no owner names one.
     * </pre>
     */
    public void inviteUser(ai.netallion.auth.v1.InviteUserRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.InviteUserResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getInviteUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the organization's users, newest first.
     * </pre>
     */
    public void listUsers(ai.netallion.auth.v1.ListUsersRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListUsersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListUsersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a user's role. Errors: NOT_FOUND; ABORTED LAST_OWNER;
     * PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public void updateUser(ai.netallion.auth.v1.UpdateUserRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.User> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a user and ends their sessions. Errors: NOT_FOUND; ABORTED
     * LAST_OWNER; PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public void removeUser(ai.netallion.auth.v1.RemoveUserRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RemoveUserResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRemoveUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads the caller's organization.
     * </pre>
     */
    public void getOrganization(ai.netallion.auth.v1.GetOrganizationRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.Organization> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetOrganizationMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Renames the caller's organization.
     * </pre>
     */
    public void updateOrganization(ai.netallion.auth.v1.UpdateOrganizationRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.Organization> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateOrganizationMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes an API key and shows it once. A caller in the sandbox makes keys for
     * the sandbox only, and none gets more scopes than its maker holds. Errors:
     * PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED.
     * </pre>
     */
    public void createApiKey(ai.netallion.auth.v1.CreateApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedApiKey> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the keys that have not been revoked, newest first; a caller in the
     * sandbox sees the sandbox's only.
     * </pre>
     */
    public void listApiKeys(ai.netallion.auth.v1.ListApiKeysRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListApiKeysResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListApiKeysMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads one key that has not been revoked. Error: NOT_FOUND.
     * </pre>
     */
    public void getApiKey(ai.netallion.auth.v1.GetApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ApiKey> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Revokes a key, with all its secrets, for ever. Error: NOT_FOUND.
     * </pre>
     */
    public void revokeApiKey(ai.netallion.auth.v1.RevokeApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RevokeApiKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRevokeApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gives a key a new secret, shown once. The secret before it goes on working
     * for `overlap_seconds`; one older still ends at once. The key keeps its id,
     * name, scopes, expiry and rate-limit windows. Error: NOT_FOUND.
     * </pre>
     */
    public void rotateApiKey(ai.netallion.auth.v1.RotateApiKeyRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedApiKey> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRotateApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says how the rate-limit windows stand now and what was called in 30 days: of
     * every credential to an administrator, of itself to any other caller. A caller in
     * the sandbox sees the sandbox's calls only. While the counters cannot be reached,
     * the windows are as this server's share has them.
     * </pre>
     */
    public void getUsage(ai.netallion.auth.v1.GetUsageRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.auth.v1.GetUsageResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetUsageMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service AuthService.
   * <pre>
   * Who calls: sessions, users, the organization and its API keys.
   * </pre>
   */
  public static final class AuthServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<AuthServiceBlockingV2Stub> {
    private AuthServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Exchanges an e-mail address and a password for a session. Guessing is slowed
     * down for the pair of client address and account. Errors: UNAUTHENTICATED
     * BAD_LOGIN, whatever was wrong; RESOURCE_EXHAUSTED LOGIN_SLOWED_DOWN.
     * </pre>
     */
    public ai.netallion.auth.v1.TokenPair login(ai.netallion.auth.v1.LoginRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getLoginMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Exchanges a refresh token for a new pair. The old token answers with the same
     * successor for 30 seconds, and only until that successor has been used; any
     * later use ends the session. Error: UNAUTHENTICATED INVALID_REFRESH_TOKEN.
     * </pre>
     */
    public ai.netallion.auth.v1.TokenPair refreshSession(ai.netallion.auth.v1.RefreshSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRefreshSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the session that calls; its tokens are refused from then on.
     * </pre>
     */
    public ai.netallion.auth.v1.LogoutResponse logout(ai.netallion.auth.v1.LogoutRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getLogoutMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says who the caller is: its organization, environment, scopes and plan.
     * </pre>
     */
    public ai.netallion.auth.v1.GetCallerResponse getCaller(ai.netallion.auth.v1.GetCallerRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetCallerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the caller's own live sessions, newest first.
     * </pre>
     */
    public ai.netallion.auth.v1.ListSessionsResponse listSessions(ai.netallion.auth.v1.ListSessionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSessionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends one of the caller's own sessions. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.RevokeSessionResponse revokeSession(ai.netallion.auth.v1.RevokeSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRevokeSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the caller's own password and ends all the caller's other sessions.
     * Errors: PERMISSION_DENIED WRONG_PASSWORD; RESOURCE_EXHAUSTED
     * LOGIN_SLOWED_DOWN, after wrong tries.
     * </pre>
     */
    public ai.netallion.auth.v1.ChangePasswordResponse changePassword(ai.netallion.auth.v1.ChangePasswordRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getChangePasswordMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Invites a user: makes the account and shows its first password once. Errors:
     * ALREADY_EXISTS USER_EXISTS, if the address is a user of this organization;
     * PERMISSION_DENIED OWNER_REQUIRED, if someone who is no owner names one.
     * </pre>
     */
    public ai.netallion.auth.v1.InviteUserResponse inviteUser(ai.netallion.auth.v1.InviteUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getInviteUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the organization's users, newest first.
     * </pre>
     */
    public ai.netallion.auth.v1.ListUsersResponse listUsers(ai.netallion.auth.v1.ListUsersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListUsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a user's role. Errors: NOT_FOUND; ABORTED LAST_OWNER;
     * PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public ai.netallion.auth.v1.User updateUser(ai.netallion.auth.v1.UpdateUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a user and ends their sessions. Errors: NOT_FOUND; ABORTED
     * LAST_OWNER; PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public ai.netallion.auth.v1.RemoveUserResponse removeUser(ai.netallion.auth.v1.RemoveUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRemoveUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads the caller's organization.
     * </pre>
     */
    public ai.netallion.auth.v1.Organization getOrganization(ai.netallion.auth.v1.GetOrganizationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renames the caller's organization.
     * </pre>
     */
    public ai.netallion.auth.v1.Organization updateOrganization(ai.netallion.auth.v1.UpdateOrganizationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes an API key and shows it once. A caller in the sandbox makes keys for
     * the sandbox only, and none gets more scopes than its maker holds. Errors:
     * PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedApiKey createApiKey(ai.netallion.auth.v1.CreateApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the keys that have not been revoked, newest first; a caller in the
     * sandbox sees the sandbox's only.
     * </pre>
     */
    public ai.netallion.auth.v1.ListApiKeysResponse listApiKeys(ai.netallion.auth.v1.ListApiKeysRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListApiKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one key that has not been revoked. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.ApiKey getApiKey(ai.netallion.auth.v1.GetApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Revokes a key, with all its secrets, for ever. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.RevokeApiKeyResponse revokeApiKey(ai.netallion.auth.v1.RevokeApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRevokeApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a key a new secret, shown once. The secret before it goes on working
     * for `overlap_seconds`; one older still ends at once. The key keeps its id,
     * name, scopes, expiry and rate-limit windows. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedApiKey rotateApiKey(ai.netallion.auth.v1.RotateApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRotateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how the rate-limit windows stand now and what was called in 30 days: of
     * every credential to an administrator, of itself to any other caller. A caller in
     * the sandbox sees the sandbox's calls only. While the counters cannot be reached,
     * the windows are as this server's share has them.
     * </pre>
     */
    public ai.netallion.auth.v1.GetUsageResponse getUsage(ai.netallion.auth.v1.GetUsageRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetUsageMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service AuthService.
   * <pre>
   * Who calls: sessions, users, the organization and its API keys.
   * </pre>
   */
  public static final class AuthServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<AuthServiceBlockingStub> {
    private AuthServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Exchanges an e-mail address and a password for a session. Guessing is slowed
     * down for the pair of client address and account. Errors: UNAUTHENTICATED
     * BAD_LOGIN, whatever was wrong; RESOURCE_EXHAUSTED LOGIN_SLOWED_DOWN.
     * </pre>
     */
    public ai.netallion.auth.v1.TokenPair login(ai.netallion.auth.v1.LoginRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getLoginMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Exchanges a refresh token for a new pair. The old token answers with the same
     * successor for 30 seconds, and only until that successor has been used; any
     * later use ends the session. Error: UNAUTHENTICATED INVALID_REFRESH_TOKEN.
     * </pre>
     */
    public ai.netallion.auth.v1.TokenPair refreshSession(ai.netallion.auth.v1.RefreshSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRefreshSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the session that calls; its tokens are refused from then on.
     * </pre>
     */
    public ai.netallion.auth.v1.LogoutResponse logout(ai.netallion.auth.v1.LogoutRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getLogoutMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says who the caller is: its organization, environment, scopes and plan.
     * </pre>
     */
    public ai.netallion.auth.v1.GetCallerResponse getCaller(ai.netallion.auth.v1.GetCallerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCallerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the caller's own live sessions, newest first.
     * </pre>
     */
    public ai.netallion.auth.v1.ListSessionsResponse listSessions(ai.netallion.auth.v1.ListSessionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSessionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends one of the caller's own sessions. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.RevokeSessionResponse revokeSession(ai.netallion.auth.v1.RevokeSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRevokeSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the caller's own password and ends all the caller's other sessions.
     * Errors: PERMISSION_DENIED WRONG_PASSWORD; RESOURCE_EXHAUSTED
     * LOGIN_SLOWED_DOWN, after wrong tries.
     * </pre>
     */
    public ai.netallion.auth.v1.ChangePasswordResponse changePassword(ai.netallion.auth.v1.ChangePasswordRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getChangePasswordMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Invites a user: makes the account and shows its first password once. Errors:
     * ALREADY_EXISTS USER_EXISTS, if the address is a user of this organization;
     * PERMISSION_DENIED OWNER_REQUIRED, if someone who is no owner names one.
     * </pre>
     */
    public ai.netallion.auth.v1.InviteUserResponse inviteUser(ai.netallion.auth.v1.InviteUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getInviteUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the organization's users, newest first.
     * </pre>
     */
    public ai.netallion.auth.v1.ListUsersResponse listUsers(ai.netallion.auth.v1.ListUsersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListUsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a user's role. Errors: NOT_FOUND; ABORTED LAST_OWNER;
     * PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public ai.netallion.auth.v1.User updateUser(ai.netallion.auth.v1.UpdateUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a user and ends their sessions. Errors: NOT_FOUND; ABORTED
     * LAST_OWNER; PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public ai.netallion.auth.v1.RemoveUserResponse removeUser(ai.netallion.auth.v1.RemoveUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRemoveUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads the caller's organization.
     * </pre>
     */
    public ai.netallion.auth.v1.Organization getOrganization(ai.netallion.auth.v1.GetOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renames the caller's organization.
     * </pre>
     */
    public ai.netallion.auth.v1.Organization updateOrganization(ai.netallion.auth.v1.UpdateOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateOrganizationMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes an API key and shows it once. A caller in the sandbox makes keys for
     * the sandbox only, and none gets more scopes than its maker holds. Errors:
     * PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedApiKey createApiKey(ai.netallion.auth.v1.CreateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the keys that have not been revoked, newest first; a caller in the
     * sandbox sees the sandbox's only.
     * </pre>
     */
    public ai.netallion.auth.v1.ListApiKeysResponse listApiKeys(ai.netallion.auth.v1.ListApiKeysRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListApiKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one key that has not been revoked. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.ApiKey getApiKey(ai.netallion.auth.v1.GetApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Revokes a key, with all its secrets, for ever. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.RevokeApiKeyResponse revokeApiKey(ai.netallion.auth.v1.RevokeApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRevokeApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives a key a new secret, shown once. The secret before it goes on working
     * for `overlap_seconds`; one older still ends at once. The key keeps its id,
     * name, scopes, expiry and rate-limit windows. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.auth.v1.IssuedApiKey rotateApiKey(ai.netallion.auth.v1.RotateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRotateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how the rate-limit windows stand now and what was called in 30 days: of
     * every credential to an administrator, of itself to any other caller. A caller in
     * the sandbox sees the sandbox's calls only. While the counters cannot be reached,
     * the windows are as this server's share has them.
     * </pre>
     */
    public ai.netallion.auth.v1.GetUsageResponse getUsage(ai.netallion.auth.v1.GetUsageRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetUsageMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service AuthService.
   * <pre>
   * Who calls: sessions, users, the organization and its API keys.
   * </pre>
   */
  public static final class AuthServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<AuthServiceFutureStub> {
    private AuthServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Exchanges an e-mail address and a password for a session. Guessing is slowed
     * down for the pair of client address and account. Errors: UNAUTHENTICATED
     * BAD_LOGIN, whatever was wrong; RESOURCE_EXHAUSTED LOGIN_SLOWED_DOWN.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.TokenPair> login(
        ai.netallion.auth.v1.LoginRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getLoginMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Exchanges a refresh token for a new pair. The old token answers with the same
     * successor for 30 seconds, and only until that successor has been used; any
     * later use ends the session. Error: UNAUTHENTICATED INVALID_REFRESH_TOKEN.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.TokenPair> refreshSession(
        ai.netallion.auth.v1.RefreshSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRefreshSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends the session that calls; its tokens are refused from then on.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.LogoutResponse> logout(
        ai.netallion.auth.v1.LogoutRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getLogoutMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says who the caller is: its organization, environment, scopes and plan.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.GetCallerResponse> getCaller(
        ai.netallion.auth.v1.GetCallerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCallerMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the caller's own live sessions, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ListSessionsResponse> listSessions(
        ai.netallion.auth.v1.ListSessionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSessionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends one of the caller's own sessions. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.RevokeSessionResponse> revokeSession(
        ai.netallion.auth.v1.RevokeSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRevokeSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes the caller's own password and ends all the caller's other sessions.
     * Errors: PERMISSION_DENIED WRONG_PASSWORD; RESOURCE_EXHAUSTED
     * LOGIN_SLOWED_DOWN, after wrong tries.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ChangePasswordResponse> changePassword(
        ai.netallion.auth.v1.ChangePasswordRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getChangePasswordMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Invites a user: makes the account and shows its first password once. Errors:
     * ALREADY_EXISTS USER_EXISTS, if the address is a user of this organization;
     * PERMISSION_DENIED OWNER_REQUIRED, if someone who is no owner names one.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.InviteUserResponse> inviteUser(
        ai.netallion.auth.v1.InviteUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getInviteUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the organization's users, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ListUsersResponse> listUsers(
        ai.netallion.auth.v1.ListUsersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListUsersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a user's role. Errors: NOT_FOUND; ABORTED LAST_OWNER;
     * PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.User> updateUser(
        ai.netallion.auth.v1.UpdateUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a user and ends their sessions. Errors: NOT_FOUND; ABORTED
     * LAST_OWNER; PERMISSION_DENIED OWNER_REQUIRED.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.RemoveUserResponse> removeUser(
        ai.netallion.auth.v1.RemoveUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRemoveUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads the caller's organization.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.Organization> getOrganization(
        ai.netallion.auth.v1.GetOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetOrganizationMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Renames the caller's organization.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.Organization> updateOrganization(
        ai.netallion.auth.v1.UpdateOrganizationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateOrganizationMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes an API key and shows it once. A caller in the sandbox makes keys for
     * the sandbox only, and none gets more scopes than its maker holds. Errors:
     * PERMISSION_DENIED SCOPE_EXCEEDED or LIVE_REQUIRED.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.IssuedApiKey> createApiKey(
        ai.netallion.auth.v1.CreateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the keys that have not been revoked, newest first; a caller in the
     * sandbox sees the sandbox's only.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ListApiKeysResponse> listApiKeys(
        ai.netallion.auth.v1.ListApiKeysRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListApiKeysMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads one key that has not been revoked. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.ApiKey> getApiKey(
        ai.netallion.auth.v1.GetApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Revokes a key, with all its secrets, for ever. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.RevokeApiKeyResponse> revokeApiKey(
        ai.netallion.auth.v1.RevokeApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRevokeApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives a key a new secret, shown once. The secret before it goes on working
     * for `overlap_seconds`; one older still ends at once. The key keeps its id,
     * name, scopes, expiry and rate-limit windows. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.IssuedApiKey> rotateApiKey(
        ai.netallion.auth.v1.RotateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRotateApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says how the rate-limit windows stand now and what was called in 30 days: of
     * every credential to an administrator, of itself to any other caller. A caller in
     * the sandbox sees the sandbox's calls only. While the counters cannot be reached,
     * the windows are as this server's share has them.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.auth.v1.GetUsageResponse> getUsage(
        ai.netallion.auth.v1.GetUsageRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetUsageMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LOGIN = 0;
  private static final int METHODID_REFRESH_SESSION = 1;
  private static final int METHODID_LOGOUT = 2;
  private static final int METHODID_GET_CALLER = 3;
  private static final int METHODID_LIST_SESSIONS = 4;
  private static final int METHODID_REVOKE_SESSION = 5;
  private static final int METHODID_CHANGE_PASSWORD = 6;
  private static final int METHODID_INVITE_USER = 7;
  private static final int METHODID_LIST_USERS = 8;
  private static final int METHODID_UPDATE_USER = 9;
  private static final int METHODID_REMOVE_USER = 10;
  private static final int METHODID_GET_ORGANIZATION = 11;
  private static final int METHODID_UPDATE_ORGANIZATION = 12;
  private static final int METHODID_CREATE_API_KEY = 13;
  private static final int METHODID_LIST_API_KEYS = 14;
  private static final int METHODID_GET_API_KEY = 15;
  private static final int METHODID_REVOKE_API_KEY = 16;
  private static final int METHODID_ROTATE_API_KEY = 17;
  private static final int METHODID_GET_USAGE = 18;

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
        case METHODID_LOGIN:
          serviceImpl.login((ai.netallion.auth.v1.LoginRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.TokenPair>) responseObserver);
          break;
        case METHODID_REFRESH_SESSION:
          serviceImpl.refreshSession((ai.netallion.auth.v1.RefreshSessionRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.TokenPair>) responseObserver);
          break;
        case METHODID_LOGOUT:
          serviceImpl.logout((ai.netallion.auth.v1.LogoutRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.LogoutResponse>) responseObserver);
          break;
        case METHODID_GET_CALLER:
          serviceImpl.getCaller((ai.netallion.auth.v1.GetCallerRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.GetCallerResponse>) responseObserver);
          break;
        case METHODID_LIST_SESSIONS:
          serviceImpl.listSessions((ai.netallion.auth.v1.ListSessionsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListSessionsResponse>) responseObserver);
          break;
        case METHODID_REVOKE_SESSION:
          serviceImpl.revokeSession((ai.netallion.auth.v1.RevokeSessionRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RevokeSessionResponse>) responseObserver);
          break;
        case METHODID_CHANGE_PASSWORD:
          serviceImpl.changePassword((ai.netallion.auth.v1.ChangePasswordRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ChangePasswordResponse>) responseObserver);
          break;
        case METHODID_INVITE_USER:
          serviceImpl.inviteUser((ai.netallion.auth.v1.InviteUserRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.InviteUserResponse>) responseObserver);
          break;
        case METHODID_LIST_USERS:
          serviceImpl.listUsers((ai.netallion.auth.v1.ListUsersRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListUsersResponse>) responseObserver);
          break;
        case METHODID_UPDATE_USER:
          serviceImpl.updateUser((ai.netallion.auth.v1.UpdateUserRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.User>) responseObserver);
          break;
        case METHODID_REMOVE_USER:
          serviceImpl.removeUser((ai.netallion.auth.v1.RemoveUserRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RemoveUserResponse>) responseObserver);
          break;
        case METHODID_GET_ORGANIZATION:
          serviceImpl.getOrganization((ai.netallion.auth.v1.GetOrganizationRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.Organization>) responseObserver);
          break;
        case METHODID_UPDATE_ORGANIZATION:
          serviceImpl.updateOrganization((ai.netallion.auth.v1.UpdateOrganizationRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.Organization>) responseObserver);
          break;
        case METHODID_CREATE_API_KEY:
          serviceImpl.createApiKey((ai.netallion.auth.v1.CreateApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedApiKey>) responseObserver);
          break;
        case METHODID_LIST_API_KEYS:
          serviceImpl.listApiKeys((ai.netallion.auth.v1.ListApiKeysRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ListApiKeysResponse>) responseObserver);
          break;
        case METHODID_GET_API_KEY:
          serviceImpl.getApiKey((ai.netallion.auth.v1.GetApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.ApiKey>) responseObserver);
          break;
        case METHODID_REVOKE_API_KEY:
          serviceImpl.revokeApiKey((ai.netallion.auth.v1.RevokeApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.RevokeApiKeyResponse>) responseObserver);
          break;
        case METHODID_ROTATE_API_KEY:
          serviceImpl.rotateApiKey((ai.netallion.auth.v1.RotateApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.IssuedApiKey>) responseObserver);
          break;
        case METHODID_GET_USAGE:
          serviceImpl.getUsage((ai.netallion.auth.v1.GetUsageRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.auth.v1.GetUsageResponse>) responseObserver);
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
          getLoginMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.LoginRequest,
              ai.netallion.auth.v1.TokenPair>(
                service, METHODID_LOGIN)))
        .addMethod(
          getRefreshSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RefreshSessionRequest,
              ai.netallion.auth.v1.TokenPair>(
                service, METHODID_REFRESH_SESSION)))
        .addMethod(
          getLogoutMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.LogoutRequest,
              ai.netallion.auth.v1.LogoutResponse>(
                service, METHODID_LOGOUT)))
        .addMethod(
          getGetCallerMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetCallerRequest,
              ai.netallion.auth.v1.GetCallerResponse>(
                service, METHODID_GET_CALLER)))
        .addMethod(
          getListSessionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ListSessionsRequest,
              ai.netallion.auth.v1.ListSessionsResponse>(
                service, METHODID_LIST_SESSIONS)))
        .addMethod(
          getRevokeSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RevokeSessionRequest,
              ai.netallion.auth.v1.RevokeSessionResponse>(
                service, METHODID_REVOKE_SESSION)))
        .addMethod(
          getChangePasswordMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ChangePasswordRequest,
              ai.netallion.auth.v1.ChangePasswordResponse>(
                service, METHODID_CHANGE_PASSWORD)))
        .addMethod(
          getInviteUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.InviteUserRequest,
              ai.netallion.auth.v1.InviteUserResponse>(
                service, METHODID_INVITE_USER)))
        .addMethod(
          getListUsersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ListUsersRequest,
              ai.netallion.auth.v1.ListUsersResponse>(
                service, METHODID_LIST_USERS)))
        .addMethod(
          getUpdateUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.UpdateUserRequest,
              ai.netallion.auth.v1.User>(
                service, METHODID_UPDATE_USER)))
        .addMethod(
          getRemoveUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RemoveUserRequest,
              ai.netallion.auth.v1.RemoveUserResponse>(
                service, METHODID_REMOVE_USER)))
        .addMethod(
          getGetOrganizationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetOrganizationRequest,
              ai.netallion.auth.v1.Organization>(
                service, METHODID_GET_ORGANIZATION)))
        .addMethod(
          getUpdateOrganizationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.UpdateOrganizationRequest,
              ai.netallion.auth.v1.Organization>(
                service, METHODID_UPDATE_ORGANIZATION)))
        .addMethod(
          getCreateApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.CreateApiKeyRequest,
              ai.netallion.auth.v1.IssuedApiKey>(
                service, METHODID_CREATE_API_KEY)))
        .addMethod(
          getListApiKeysMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.ListApiKeysRequest,
              ai.netallion.auth.v1.ListApiKeysResponse>(
                service, METHODID_LIST_API_KEYS)))
        .addMethod(
          getGetApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetApiKeyRequest,
              ai.netallion.auth.v1.ApiKey>(
                service, METHODID_GET_API_KEY)))
        .addMethod(
          getRevokeApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RevokeApiKeyRequest,
              ai.netallion.auth.v1.RevokeApiKeyResponse>(
                service, METHODID_REVOKE_API_KEY)))
        .addMethod(
          getRotateApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.RotateApiKeyRequest,
              ai.netallion.auth.v1.IssuedApiKey>(
                service, METHODID_ROTATE_API_KEY)))
        .addMethod(
          getGetUsageMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.auth.v1.GetUsageRequest,
              ai.netallion.auth.v1.GetUsageResponse>(
                service, METHODID_GET_USAGE)))
        .build();
  }

  private static abstract class AuthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    AuthServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return ai.netallion.auth.v1.AuthServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("AuthService");
    }
  }

  private static final class AuthServiceFileDescriptorSupplier
      extends AuthServiceBaseDescriptorSupplier {
    AuthServiceFileDescriptorSupplier() {}
  }

  private static final class AuthServiceMethodDescriptorSupplier
      extends AuthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    AuthServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (AuthServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new AuthServiceFileDescriptorSupplier())
              .addMethod(getLoginMethod())
              .addMethod(getRefreshSessionMethod())
              .addMethod(getLogoutMethod())
              .addMethod(getGetCallerMethod())
              .addMethod(getListSessionsMethod())
              .addMethod(getRevokeSessionMethod())
              .addMethod(getChangePasswordMethod())
              .addMethod(getInviteUserMethod())
              .addMethod(getListUsersMethod())
              .addMethod(getUpdateUserMethod())
              .addMethod(getRemoveUserMethod())
              .addMethod(getGetOrganizationMethod())
              .addMethod(getUpdateOrganizationMethod())
              .addMethod(getCreateApiKeyMethod())
              .addMethod(getListApiKeysMethod())
              .addMethod(getGetApiKeyMethod())
              .addMethod(getRevokeApiKeyMethod())
              .addMethod(getRotateApiKeyMethod())
              .addMethod(getGetUsageMethod())
              .build();
        }
      }
    }
    return result;
  }
}
