package ai.netallion.dashboard.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The dashboard in a browser: its files, and the session of its page. Whatever the
 * page shows and does, it does by the REST API like any other client.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class DashboardServiceGrpc {

  private DashboardServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "netallion.dashboard.v1.DashboardService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.GetPageRequest,
      com.google.api.HttpBody> getGetPageMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetPage",
      requestType = ai.netallion.dashboard.v1.GetPageRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.GetPageRequest,
      com.google.api.HttpBody> getGetPageMethod() {
    io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.GetPageRequest, com.google.api.HttpBody> getGetPageMethod;
    if ((getGetPageMethod = DashboardServiceGrpc.getGetPageMethod) == null) {
      synchronized (DashboardServiceGrpc.class) {
        if ((getGetPageMethod = DashboardServiceGrpc.getGetPageMethod) == null) {
          DashboardServiceGrpc.getGetPageMethod = getGetPageMethod =
              io.grpc.MethodDescriptor.<ai.netallion.dashboard.v1.GetPageRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetPage"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.GetPageRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new DashboardServiceMethodDescriptorSupplier("GetPage"))
              .build();
        }
      }
    }
    return getGetPageMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.GetAssetRequest,
      com.google.api.HttpBody> getGetAssetMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAsset",
      requestType = ai.netallion.dashboard.v1.GetAssetRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.GetAssetRequest,
      com.google.api.HttpBody> getGetAssetMethod() {
    io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.GetAssetRequest, com.google.api.HttpBody> getGetAssetMethod;
    if ((getGetAssetMethod = DashboardServiceGrpc.getGetAssetMethod) == null) {
      synchronized (DashboardServiceGrpc.class) {
        if ((getGetAssetMethod = DashboardServiceGrpc.getGetAssetMethod) == null) {
          DashboardServiceGrpc.getGetAssetMethod = getGetAssetMethod =
              io.grpc.MethodDescriptor.<ai.netallion.dashboard.v1.GetAssetRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAsset"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.GetAssetRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new DashboardServiceMethodDescriptorSupplier("GetAsset"))
              .build();
        }
      }
    }
    return getGetAssetMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.SignInRequest,
      ai.netallion.dashboard.v1.PageSession> getSignInMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SignIn",
      requestType = ai.netallion.dashboard.v1.SignInRequest.class,
      responseType = ai.netallion.dashboard.v1.PageSession.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.SignInRequest,
      ai.netallion.dashboard.v1.PageSession> getSignInMethod() {
    io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.SignInRequest, ai.netallion.dashboard.v1.PageSession> getSignInMethod;
    if ((getSignInMethod = DashboardServiceGrpc.getSignInMethod) == null) {
      synchronized (DashboardServiceGrpc.class) {
        if ((getSignInMethod = DashboardServiceGrpc.getSignInMethod) == null) {
          DashboardServiceGrpc.getSignInMethod = getSignInMethod =
              io.grpc.MethodDescriptor.<ai.netallion.dashboard.v1.SignInRequest, ai.netallion.dashboard.v1.PageSession>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SignIn"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.SignInRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.PageSession.getDefaultInstance()))
              .setSchemaDescriptor(new DashboardServiceMethodDescriptorSupplier("SignIn"))
              .build();
        }
      }
    }
    return getSignInMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.RefreshPageSessionRequest,
      ai.netallion.dashboard.v1.PageSession> getRefreshPageSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RefreshPageSession",
      requestType = ai.netallion.dashboard.v1.RefreshPageSessionRequest.class,
      responseType = ai.netallion.dashboard.v1.PageSession.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.RefreshPageSessionRequest,
      ai.netallion.dashboard.v1.PageSession> getRefreshPageSessionMethod() {
    io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.RefreshPageSessionRequest, ai.netallion.dashboard.v1.PageSession> getRefreshPageSessionMethod;
    if ((getRefreshPageSessionMethod = DashboardServiceGrpc.getRefreshPageSessionMethod) == null) {
      synchronized (DashboardServiceGrpc.class) {
        if ((getRefreshPageSessionMethod = DashboardServiceGrpc.getRefreshPageSessionMethod) == null) {
          DashboardServiceGrpc.getRefreshPageSessionMethod = getRefreshPageSessionMethod =
              io.grpc.MethodDescriptor.<ai.netallion.dashboard.v1.RefreshPageSessionRequest, ai.netallion.dashboard.v1.PageSession>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RefreshPageSession"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.RefreshPageSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.PageSession.getDefaultInstance()))
              .setSchemaDescriptor(new DashboardServiceMethodDescriptorSupplier("RefreshPageSession"))
              .build();
        }
      }
    }
    return getRefreshPageSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.SignOutRequest,
      ai.netallion.dashboard.v1.SignOutResponse> getSignOutMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SignOut",
      requestType = ai.netallion.dashboard.v1.SignOutRequest.class,
      responseType = ai.netallion.dashboard.v1.SignOutResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.SignOutRequest,
      ai.netallion.dashboard.v1.SignOutResponse> getSignOutMethod() {
    io.grpc.MethodDescriptor<ai.netallion.dashboard.v1.SignOutRequest, ai.netallion.dashboard.v1.SignOutResponse> getSignOutMethod;
    if ((getSignOutMethod = DashboardServiceGrpc.getSignOutMethod) == null) {
      synchronized (DashboardServiceGrpc.class) {
        if ((getSignOutMethod = DashboardServiceGrpc.getSignOutMethod) == null) {
          DashboardServiceGrpc.getSignOutMethod = getSignOutMethod =
              io.grpc.MethodDescriptor.<ai.netallion.dashboard.v1.SignOutRequest, ai.netallion.dashboard.v1.SignOutResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SignOut"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.SignOutRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.dashboard.v1.SignOutResponse.getDefaultInstance()))
              .setSchemaDescriptor(new DashboardServiceMethodDescriptorSupplier("SignOut"))
              .build();
        }
      }
    }
    return getSignOutMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static DashboardServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DashboardServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DashboardServiceStub>() {
        @java.lang.Override
        public DashboardServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DashboardServiceStub(channel, callOptions);
        }
      };
    return DashboardServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static DashboardServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DashboardServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DashboardServiceBlockingV2Stub>() {
        @java.lang.Override
        public DashboardServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DashboardServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return DashboardServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static DashboardServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DashboardServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DashboardServiceBlockingStub>() {
        @java.lang.Override
        public DashboardServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DashboardServiceBlockingStub(channel, callOptions);
        }
      };
    return DashboardServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static DashboardServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<DashboardServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<DashboardServiceFutureStub>() {
        @java.lang.Override
        public DashboardServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new DashboardServiceFutureStub(channel, callOptions);
        }
      };
    return DashboardServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The dashboard in a browser: its files, and the session of its page. Whatever the
   * page shows and does, it does by the REST API like any other client.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * The page: the same HTML for every address below /dashboard, which the page
     * itself tells apart. The root leads here.
     * </pre>
     */
    default void getPage(ai.netallion.dashboard.v1.GetPageRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetPageMethod(), responseObserver);
    }

    /**
     * <pre>
     * A file of the page: its script, its style sheet or its icon. Error: NOT_FOUND.
     * </pre>
     */
    default void getAsset(ai.netallion.dashboard.v1.GetAssetRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAssetMethod(), responseObserver);
    }

    /**
     * <pre>
     * Signs a user in for the page: the refresh token goes into a cookie that no
     * script can read and that is sent to these three methods alone, the access token
     * into the answer. Answered to the service's own pages only. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; those of AuthService.Login.
     * </pre>
     */
    default void signIn(ai.netallion.dashboard.v1.SignInRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.PageSession> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSignInMethod(), responseObserver);
    }

    /**
     * <pre>
     * Renews the session of the cookie, as AuthService.RefreshSession does. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; UNAUTHENTICATED INVALID_REFRESH_TOKEN, also
     * without a cookie.
     * </pre>
     */
    default void refreshPageSession(ai.netallion.dashboard.v1.RefreshPageSessionRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.PageSession> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRefreshPageSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends the session of the cookie and removes the cookie; without one there is
     * nothing to end. Error: PERMISSION_DENIED FOREIGN_ORIGIN.
     * </pre>
     */
    default void signOut(ai.netallion.dashboard.v1.SignOutRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.SignOutResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSignOutMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service DashboardService.
   * <pre>
   * The dashboard in a browser: its files, and the session of its page. Whatever the
   * page shows and does, it does by the REST API like any other client.
   * </pre>
   */
  public static abstract class DashboardServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return DashboardServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service DashboardService.
   * <pre>
   * The dashboard in a browser: its files, and the session of its page. Whatever the
   * page shows and does, it does by the REST API like any other client.
   * </pre>
   */
  public static final class DashboardServiceStub
      extends io.grpc.stub.AbstractAsyncStub<DashboardServiceStub> {
    private DashboardServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DashboardServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DashboardServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * The page: the same HTML for every address below /dashboard, which the page
     * itself tells apart. The root leads here.
     * </pre>
     */
    public void getPage(ai.netallion.dashboard.v1.GetPageRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetPageMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * A file of the page: its script, its style sheet or its icon. Error: NOT_FOUND.
     * </pre>
     */
    public void getAsset(ai.netallion.dashboard.v1.GetAssetRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetAssetMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Signs a user in for the page: the refresh token goes into a cookie that no
     * script can read and that is sent to these three methods alone, the access token
     * into the answer. Answered to the service's own pages only. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; those of AuthService.Login.
     * </pre>
     */
    public void signIn(ai.netallion.dashboard.v1.SignInRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.PageSession> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSignInMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Renews the session of the cookie, as AuthService.RefreshSession does. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; UNAUTHENTICATED INVALID_REFRESH_TOKEN, also
     * without a cookie.
     * </pre>
     */
    public void refreshPageSession(ai.netallion.dashboard.v1.RefreshPageSessionRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.PageSession> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRefreshPageSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends the session of the cookie and removes the cookie; without one there is
     * nothing to end. Error: PERMISSION_DENIED FOREIGN_ORIGIN.
     * </pre>
     */
    public void signOut(ai.netallion.dashboard.v1.SignOutRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.SignOutResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSignOutMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service DashboardService.
   * <pre>
   * The dashboard in a browser: its files, and the session of its page. Whatever the
   * page shows and does, it does by the REST API like any other client.
   * </pre>
   */
  public static final class DashboardServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<DashboardServiceBlockingV2Stub> {
    private DashboardServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DashboardServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DashboardServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * The page: the same HTML for every address below /dashboard, which the page
     * itself tells apart. The root leads here.
     * </pre>
     */
    public com.google.api.HttpBody getPage(ai.netallion.dashboard.v1.GetPageRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetPageMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * A file of the page: its script, its style sheet or its icon. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.api.HttpBody getAsset(ai.netallion.dashboard.v1.GetAssetRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetAssetMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Signs a user in for the page: the refresh token goes into a cookie that no
     * script can read and that is sent to these three methods alone, the access token
     * into the answer. Answered to the service's own pages only. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; those of AuthService.Login.
     * </pre>
     */
    public ai.netallion.dashboard.v1.PageSession signIn(ai.netallion.dashboard.v1.SignInRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSignInMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renews the session of the cookie, as AuthService.RefreshSession does. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; UNAUTHENTICATED INVALID_REFRESH_TOKEN, also
     * without a cookie.
     * </pre>
     */
    public ai.netallion.dashboard.v1.PageSession refreshPageSession(ai.netallion.dashboard.v1.RefreshPageSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRefreshPageSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the session of the cookie and removes the cookie; without one there is
     * nothing to end. Error: PERMISSION_DENIED FOREIGN_ORIGIN.
     * </pre>
     */
    public ai.netallion.dashboard.v1.SignOutResponse signOut(ai.netallion.dashboard.v1.SignOutRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSignOutMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service DashboardService.
   * <pre>
   * The dashboard in a browser: its files, and the session of its page. Whatever the
   * page shows and does, it does by the REST API like any other client.
   * </pre>
   */
  public static final class DashboardServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<DashboardServiceBlockingStub> {
    private DashboardServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DashboardServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DashboardServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * The page: the same HTML for every address below /dashboard, which the page
     * itself tells apart. The root leads here.
     * </pre>
     */
    public com.google.api.HttpBody getPage(ai.netallion.dashboard.v1.GetPageRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetPageMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * A file of the page: its script, its style sheet or its icon. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.api.HttpBody getAsset(ai.netallion.dashboard.v1.GetAssetRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetAssetMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Signs a user in for the page: the refresh token goes into a cookie that no
     * script can read and that is sent to these three methods alone, the access token
     * into the answer. Answered to the service's own pages only. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; those of AuthService.Login.
     * </pre>
     */
    public ai.netallion.dashboard.v1.PageSession signIn(ai.netallion.dashboard.v1.SignInRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSignInMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renews the session of the cookie, as AuthService.RefreshSession does. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; UNAUTHENTICATED INVALID_REFRESH_TOKEN, also
     * without a cookie.
     * </pre>
     */
    public ai.netallion.dashboard.v1.PageSession refreshPageSession(ai.netallion.dashboard.v1.RefreshPageSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRefreshPageSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the session of the cookie and removes the cookie; without one there is
     * nothing to end. Error: PERMISSION_DENIED FOREIGN_ORIGIN.
     * </pre>
     */
    public ai.netallion.dashboard.v1.SignOutResponse signOut(ai.netallion.dashboard.v1.SignOutRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSignOutMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service DashboardService.
   * <pre>
   * The dashboard in a browser: its files, and the session of its page. Whatever the
   * page shows and does, it does by the REST API like any other client.
   * </pre>
   */
  public static final class DashboardServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<DashboardServiceFutureStub> {
    private DashboardServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected DashboardServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new DashboardServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * The page: the same HTML for every address below /dashboard, which the page
     * itself tells apart. The root leads here.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> getPage(
        ai.netallion.dashboard.v1.GetPageRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetPageMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * A file of the page: its script, its style sheet or its icon. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.api.HttpBody> getAsset(
        ai.netallion.dashboard.v1.GetAssetRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetAssetMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Signs a user in for the page: the refresh token goes into a cookie that no
     * script can read and that is sent to these three methods alone, the access token
     * into the answer. Answered to the service's own pages only. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; those of AuthService.Login.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.dashboard.v1.PageSession> signIn(
        ai.netallion.dashboard.v1.SignInRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSignInMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Renews the session of the cookie, as AuthService.RefreshSession does. Errors:
     * PERMISSION_DENIED FOREIGN_ORIGIN; UNAUTHENTICATED INVALID_REFRESH_TOKEN, also
     * without a cookie.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.dashboard.v1.PageSession> refreshPageSession(
        ai.netallion.dashboard.v1.RefreshPageSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRefreshPageSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends the session of the cookie and removes the cookie; without one there is
     * nothing to end. Error: PERMISSION_DENIED FOREIGN_ORIGIN.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.dashboard.v1.SignOutResponse> signOut(
        ai.netallion.dashboard.v1.SignOutRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSignOutMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_PAGE = 0;
  private static final int METHODID_GET_ASSET = 1;
  private static final int METHODID_SIGN_IN = 2;
  private static final int METHODID_REFRESH_PAGE_SESSION = 3;
  private static final int METHODID_SIGN_OUT = 4;

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
        case METHODID_GET_PAGE:
          serviceImpl.getPage((ai.netallion.dashboard.v1.GetPageRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_GET_ASSET:
          serviceImpl.getAsset((ai.netallion.dashboard.v1.GetAssetRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_SIGN_IN:
          serviceImpl.signIn((ai.netallion.dashboard.v1.SignInRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.PageSession>) responseObserver);
          break;
        case METHODID_REFRESH_PAGE_SESSION:
          serviceImpl.refreshPageSession((ai.netallion.dashboard.v1.RefreshPageSessionRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.PageSession>) responseObserver);
          break;
        case METHODID_SIGN_OUT:
          serviceImpl.signOut((ai.netallion.dashboard.v1.SignOutRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.dashboard.v1.SignOutResponse>) responseObserver);
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
          getGetPageMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.dashboard.v1.GetPageRequest,
              com.google.api.HttpBody>(
                service, METHODID_GET_PAGE)))
        .addMethod(
          getGetAssetMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.dashboard.v1.GetAssetRequest,
              com.google.api.HttpBody>(
                service, METHODID_GET_ASSET)))
        .addMethod(
          getSignInMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.dashboard.v1.SignInRequest,
              ai.netallion.dashboard.v1.PageSession>(
                service, METHODID_SIGN_IN)))
        .addMethod(
          getRefreshPageSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.dashboard.v1.RefreshPageSessionRequest,
              ai.netallion.dashboard.v1.PageSession>(
                service, METHODID_REFRESH_PAGE_SESSION)))
        .addMethod(
          getSignOutMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.dashboard.v1.SignOutRequest,
              ai.netallion.dashboard.v1.SignOutResponse>(
                service, METHODID_SIGN_OUT)))
        .build();
  }

  private static abstract class DashboardServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    DashboardServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return ai.netallion.dashboard.v1.DashboardServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("DashboardService");
    }
  }

  private static final class DashboardServiceFileDescriptorSupplier
      extends DashboardServiceBaseDescriptorSupplier {
    DashboardServiceFileDescriptorSupplier() {}
  }

  private static final class DashboardServiceMethodDescriptorSupplier
      extends DashboardServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    DashboardServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (DashboardServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new DashboardServiceFileDescriptorSupplier())
              .addMethod(getGetPageMethod())
              .addMethod(getGetAssetMethod())
              .addMethod(getSignInMethod())
              .addMethod(getRefreshPageSessionMethod())
              .addMethod(getSignOutMethod())
              .build();
        }
      }
    }
    return result;
  }
}
