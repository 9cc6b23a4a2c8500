package ai.netallion.access.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Answers every path and method that no other RPC is bound to, so that a wrong
 * address gets the same JSON and the same limit headers as any other error.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class FallbackServiceGrpc {

  private FallbackServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "netallion.access.v1.FallbackService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<ai.netallion.access.v1.RefuseUnknownPathRequest,
      ai.netallion.access.v1.RefuseUnknownPathResponse> getRefuseUnknownPathMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RefuseUnknownPath",
      requestType = ai.netallion.access.v1.RefuseUnknownPathRequest.class,
      responseType = ai.netallion.access.v1.RefuseUnknownPathResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.access.v1.RefuseUnknownPathRequest,
      ai.netallion.access.v1.RefuseUnknownPathResponse> getRefuseUnknownPathMethod() {
    io.grpc.MethodDescriptor<ai.netallion.access.v1.RefuseUnknownPathRequest, ai.netallion.access.v1.RefuseUnknownPathResponse> getRefuseUnknownPathMethod;
    if ((getRefuseUnknownPathMethod = FallbackServiceGrpc.getRefuseUnknownPathMethod) == null) {
      synchronized (FallbackServiceGrpc.class) {
        if ((getRefuseUnknownPathMethod = FallbackServiceGrpc.getRefuseUnknownPathMethod) == null) {
          FallbackServiceGrpc.getRefuseUnknownPathMethod = getRefuseUnknownPathMethod =
              io.grpc.MethodDescriptor.<ai.netallion.access.v1.RefuseUnknownPathRequest, ai.netallion.access.v1.RefuseUnknownPathResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RefuseUnknownPath"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.access.v1.RefuseUnknownPathRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.access.v1.RefuseUnknownPathResponse.getDefaultInstance()))
              .setSchemaDescriptor(new FallbackServiceMethodDescriptorSupplier("RefuseUnknownPath"))
              .build();
        }
      }
    }
    return getRefuseUnknownPathMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static FallbackServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceStub>() {
        @java.lang.Override
        public FallbackServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceStub(channel, callOptions);
        }
      };
    return FallbackServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static FallbackServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingV2Stub>() {
        @java.lang.Override
        public FallbackServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return FallbackServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static FallbackServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingStub>() {
        @java.lang.Override
        public FallbackServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceBlockingStub(channel, callOptions);
        }
      };
    return FallbackServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static FallbackServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceFutureStub>() {
        @java.lang.Override
        public FallbackServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceFutureStub(channel, callOptions);
        }
      };
    return FallbackServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Answers every path and method that no other RPC is bound to, so that a wrong
   * address gets the same JSON and the same limit headers as any other error.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Always fails: NOT_FOUND, reason UNKNOWN_PATH.
     * </pre>
     */
    default void refuseUnknownPath(ai.netallion.access.v1.RefuseUnknownPathRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.access.v1.RefuseUnknownPathResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRefuseUnknownPathMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service FallbackService.
   * <pre>
   * Answers every path and method that no other RPC is bound to, so that a wrong
   * address gets the same JSON and the same limit headers as any other error.
   * </pre>
   */
  public static abstract class FallbackServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return FallbackServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service FallbackService.
   * <pre>
   * Answers every path and method that no other RPC is bound to, so that a wrong
   * address gets the same JSON and the same limit headers as any other error.
   * </pre>
   */
  public static final class FallbackServiceStub
      extends io.grpc.stub.AbstractAsyncStub<FallbackServiceStub> {
    private FallbackServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Always fails: NOT_FOUND, reason UNKNOWN_PATH.
     * </pre>
     */
    public void refuseUnknownPath(ai.netallion.access.v1.RefuseUnknownPathRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.access.v1.RefuseUnknownPathResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRefuseUnknownPathMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service FallbackService.
   * <pre>
   * Answers every path and method that no other RPC is bound to, so that a wrong
   * address gets the same JSON and the same limit headers as any other error.
   * </pre>
   */
  public static final class FallbackServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<FallbackServiceBlockingV2Stub> {
    private FallbackServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Always fails: NOT_FOUND, reason UNKNOWN_PATH.
     * </pre>
     */
    public ai.netallion.access.v1.RefuseUnknownPathResponse refuseUnknownPath(ai.netallion.access.v1.RefuseUnknownPathRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRefuseUnknownPathMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service FallbackService.
   * <pre>
   * Answers every path and method that no other RPC is bound to, so that a wrong
   * address gets the same JSON and the same limit headers as any other error.
   * </pre>
   */
  public static final class FallbackServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<FallbackServiceBlockingStub> {
    private FallbackServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Always fails: NOT_FOUND, reason UNKNOWN_PATH.
     * </pre>
     */
    public ai.netallion.access.v1.RefuseUnknownPathResponse refuseUnknownPath(ai.netallion.access.v1.RefuseUnknownPathRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRefuseUnknownPathMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service FallbackService.
   * <pre>
   * Answers every path and method that no other RPC is bound to, so that a wrong
   * address gets the same JSON and the same limit headers as any other error.
   * </pre>
   */
  public static final class FallbackServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<FallbackServiceFutureStub> {
    private FallbackServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Always fails: NOT_FOUND, reason UNKNOWN_PATH.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.access.v1.RefuseUnknownPathResponse> refuseUnknownPath(
        ai.netallion.access.v1.RefuseUnknownPathRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRefuseUnknownPathMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_REFUSE_UNKNOWN_PATH = 0;

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
        case METHODID_REFUSE_UNKNOWN_PATH:
          serviceImpl.refuseUnknownPath((ai.netallion.access.v1.RefuseUnknownPathRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.access.v1.RefuseUnknownPathResponse>) responseObserver);
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
          getRefuseUnknownPathMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.access.v1.RefuseUnknownPathRequest,
              ai.netallion.access.v1.RefuseUnknownPathResponse>(
                service, METHODID_REFUSE_UNKNOWN_PATH)))
        .build();
  }

  private static abstract class FallbackServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    FallbackServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return ai.netallion.access.v1.FallbackServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("FallbackService");
    }
  }

  private static final class FallbackServiceFileDescriptorSupplier
      extends FallbackServiceBaseDescriptorSupplier {
    FallbackServiceFileDescriptorSupplier() {}
  }

  private static final class FallbackServiceMethodDescriptorSupplier
      extends FallbackServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    FallbackServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (FallbackServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new FallbackServiceFileDescriptorSupplier())
              .addMethod(getRefuseUnknownPathMethod())
              .build();
        }
      }
    }
    return result;
  }
}
