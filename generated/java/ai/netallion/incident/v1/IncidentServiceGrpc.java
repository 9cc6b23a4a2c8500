package ai.netallion.incident.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * What is to be done: one incident for each thing found in a workspace, however
 * often it was found. Objects of another organization or environment are NOT_FOUND.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class IncidentServiceGrpc {

  private IncidentServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "netallion.incident.v1.IncidentService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.ListIncidentsRequest,
      ai.netallion.incident.v1.ListIncidentsResponse> getListIncidentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListIncidents",
      requestType = ai.netallion.incident.v1.ListIncidentsRequest.class,
      responseType = ai.netallion.incident.v1.ListIncidentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.ListIncidentsRequest,
      ai.netallion.incident.v1.ListIncidentsResponse> getListIncidentsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.ListIncidentsRequest, ai.netallion.incident.v1.ListIncidentsResponse> getListIncidentsMethod;
    if ((getListIncidentsMethod = IncidentServiceGrpc.getListIncidentsMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getListIncidentsMethod = IncidentServiceGrpc.getListIncidentsMethod) == null) {
          IncidentServiceGrpc.getListIncidentsMethod = getListIncidentsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.ListIncidentsRequest, ai.netallion.incident.v1.ListIncidentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListIncidents"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.ListIncidentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.ListIncidentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("ListIncidents"))
              .build();
        }
      }
    }
    return getListIncidentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.GetIncidentRequest,
      ai.netallion.incident.v1.Incident> getGetIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetIncident",
      requestType = ai.netallion.incident.v1.GetIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.GetIncidentRequest,
      ai.netallion.incident.v1.Incident> getGetIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.GetIncidentRequest, ai.netallion.incident.v1.Incident> getGetIncidentMethod;
    if ((getGetIncidentMethod = IncidentServiceGrpc.getGetIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getGetIncidentMethod = IncidentServiceGrpc.getGetIncidentMethod) == null) {
          IncidentServiceGrpc.getGetIncidentMethod = getGetIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.GetIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.GetIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("GetIncident"))
              .build();
        }
      }
    }
    return getGetIncidentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.AcknowledgeIncidentRequest,
      ai.netallion.incident.v1.Incident> getAcknowledgeIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AcknowledgeIncident",
      requestType = ai.netallion.incident.v1.AcknowledgeIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.AcknowledgeIncidentRequest,
      ai.netallion.incident.v1.Incident> getAcknowledgeIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.AcknowledgeIncidentRequest, ai.netallion.incident.v1.Incident> getAcknowledgeIncidentMethod;
    if ((getAcknowledgeIncidentMethod = IncidentServiceGrpc.getAcknowledgeIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getAcknowledgeIncidentMethod = IncidentServiceGrpc.getAcknowledgeIncidentMethod) == null) {
          IncidentServiceGrpc.getAcknowledgeIncidentMethod = getAcknowledgeIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.AcknowledgeIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AcknowledgeIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.AcknowledgeIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("AcknowledgeIncident"))
              .build();
        }
      }
    }
    return getAcknowledgeIncidentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.ResolveIncidentRequest,
      ai.netallion.incident.v1.Incident> getResolveIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResolveIncident",
      requestType = ai.netallion.incident.v1.ResolveIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.ResolveIncidentRequest,
      ai.netallion.incident.v1.Incident> getResolveIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.ResolveIncidentRequest, ai.netallion.incident.v1.Incident> getResolveIncidentMethod;
    if ((getResolveIncidentMethod = IncidentServiceGrpc.getResolveIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getResolveIncidentMethod = IncidentServiceGrpc.getResolveIncidentMethod) == null) {
          IncidentServiceGrpc.getResolveIncidentMethod = getResolveIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.ResolveIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResolveIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.ResolveIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("ResolveIncident"))
              .build();
        }
      }
    }
    return getResolveIncidentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.IgnoreIncidentRequest,
      ai.netallion.incident.v1.Incident> getIgnoreIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "IgnoreIncident",
      requestType = ai.netallion.incident.v1.IgnoreIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.IgnoreIncidentRequest,
      ai.netallion.incident.v1.Incident> getIgnoreIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.IgnoreIncidentRequest, ai.netallion.incident.v1.Incident> getIgnoreIncidentMethod;
    if ((getIgnoreIncidentMethod = IncidentServiceGrpc.getIgnoreIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getIgnoreIncidentMethod = IncidentServiceGrpc.getIgnoreIncidentMethod) == null) {
          IncidentServiceGrpc.getIgnoreIncidentMethod = getIgnoreIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.IgnoreIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "IgnoreIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.IgnoreIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("IgnoreIncident"))
              .build();
        }
      }
    }
    return getIgnoreIncidentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.ReopenIncidentRequest,
      ai.netallion.incident.v1.Incident> getReopenIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ReopenIncident",
      requestType = ai.netallion.incident.v1.ReopenIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.ReopenIncidentRequest,
      ai.netallion.incident.v1.Incident> getReopenIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.ReopenIncidentRequest, ai.netallion.incident.v1.Incident> getReopenIncidentMethod;
    if ((getReopenIncidentMethod = IncidentServiceGrpc.getReopenIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getReopenIncidentMethod = IncidentServiceGrpc.getReopenIncidentMethod) == null) {
          IncidentServiceGrpc.getReopenIncidentMethod = getReopenIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.ReopenIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ReopenIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.ReopenIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("ReopenIncident"))
              .build();
        }
      }
    }
    return getReopenIncidentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.AssignIncidentRequest,
      ai.netallion.incident.v1.Incident> getAssignIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AssignIncident",
      requestType = ai.netallion.incident.v1.AssignIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.AssignIncidentRequest,
      ai.netallion.incident.v1.Incident> getAssignIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.AssignIncidentRequest, ai.netallion.incident.v1.Incident> getAssignIncidentMethod;
    if ((getAssignIncidentMethod = IncidentServiceGrpc.getAssignIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getAssignIncidentMethod = IncidentServiceGrpc.getAssignIncidentMethod) == null) {
          IncidentServiceGrpc.getAssignIncidentMethod = getAssignIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.AssignIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AssignIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.AssignIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("AssignIncident"))
              .build();
        }
      }
    }
    return getAssignIncidentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.incident.v1.CommentIncidentRequest,
      ai.netallion.incident.v1.Incident> getCommentIncidentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CommentIncident",
      requestType = ai.netallion.incident.v1.CommentIncidentRequest.class,
      responseType = ai.netallion.incident.v1.Incident.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.incident.v1.CommentIncidentRequest,
      ai.netallion.incident.v1.Incident> getCommentIncidentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.incident.v1.CommentIncidentRequest, ai.netallion.incident.v1.Incident> getCommentIncidentMethod;
    if ((getCommentIncidentMethod = IncidentServiceGrpc.getCommentIncidentMethod) == null) {
      synchronized (IncidentServiceGrpc.class) {
        if ((getCommentIncidentMethod = IncidentServiceGrpc.getCommentIncidentMethod) == null) {
          IncidentServiceGrpc.getCommentIncidentMethod = getCommentIncidentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.incident.v1.CommentIncidentRequest, ai.netallion.incident.v1.Incident>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CommentIncident"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.CommentIncidentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.incident.v1.Incident.getDefaultInstance()))
              .setSchemaDescriptor(new IncidentServiceMethodDescriptorSupplier("CommentIncident"))
              .build();
        }
      }
    }
    return getCommentIncidentMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static IncidentServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<IncidentServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<IncidentServiceStub>() {
        @java.lang.Override
        public IncidentServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new IncidentServiceStub(channel, callOptions);
        }
      };
    return IncidentServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static IncidentServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<IncidentServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<IncidentServiceBlockingV2Stub>() {
        @java.lang.Override
        public IncidentServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new IncidentServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return IncidentServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static IncidentServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<IncidentServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<IncidentServiceBlockingStub>() {
        @java.lang.Override
        public IncidentServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new IncidentServiceBlockingStub(channel, callOptions);
        }
      };
    return IncidentServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static IncidentServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<IncidentServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<IncidentServiceFutureStub>() {
        @java.lang.Override
        public IncidentServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new IncidentServiceFutureStub(channel, callOptions);
        }
      };
    return IncidentServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * What is to be done: one incident for each thing found in a workspace, however
   * often it was found. Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists incidents, newest first unless asked otherwise.
     * </pre>
     */
    default void listIncidents(ai.netallion.incident.v1.ListIncidentsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.ListIncidentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListIncidentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads an incident with its latest occurrences and its timeline. Error: NOT_FOUND.
     * </pre>
     */
    default void getIncident(ai.netallion.incident.v1.GetIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetIncidentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says that someone works on an open incident. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is resolved or ignored.
     * </pre>
     */
    default void acknowledgeIncident(ai.netallion.incident.v1.AcknowledgeIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAcknowledgeIncidentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says that an incident is mended. If a scan that begins later finds the thing
     * again, the incident opens by itself. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is ignored.
     * </pre>
     */
    default void resolveIncident(ai.netallion.incident.v1.ResolveIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResolveIncidentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Leaves an open or acknowledged incident as it is, for a reason, for ever or
     * until `expires_at`; then it opens by itself. Ignoring an ignored one changes
     * the reason. Errors: NOT_FOUND; ABORTED INCIDENT_STATUS, if it is resolved.
     * </pre>
     */
    default void ignoreIncident(ai.netallion.incident.v1.IgnoreIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getIgnoreIncidentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens an incident that is acknowledged, resolved or ignored. Error: NOT_FOUND.
     * </pre>
     */
    default void reopenIncident(ai.netallion.incident.v1.ReopenIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getReopenIncidentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gives an incident to a user of the organization, or to nobody. Errors:
     * NOT_FOUND, also if there is no such user.
     * </pre>
     */
    default void assignIncident(ai.netallion.incident.v1.AssignIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAssignIncidentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds a comment to an incident's timeline. Error: NOT_FOUND.
     * </pre>
     */
    default void commentIncident(ai.netallion.incident.v1.CommentIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCommentIncidentMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service IncidentService.
   * <pre>
   * What is to be done: one incident for each thing found in a workspace, however
   * often it was found. Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static abstract class IncidentServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return IncidentServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service IncidentService.
   * <pre>
   * What is to be done: one incident for each thing found in a workspace, however
   * often it was found. Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class IncidentServiceStub
      extends io.grpc.stub.AbstractAsyncStub<IncidentServiceStub> {
    private IncidentServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected IncidentServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new IncidentServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists incidents, newest first unless asked otherwise.
     * </pre>
     */
    public void listIncidents(ai.netallion.incident.v1.ListIncidentsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.ListIncidentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListIncidentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads an incident with its latest occurrences and its timeline. Error: NOT_FOUND.
     * </pre>
     */
    public void getIncident(ai.netallion.incident.v1.GetIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetIncidentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says that someone works on an open incident. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is resolved or ignored.
     * </pre>
     */
    public void acknowledgeIncident(ai.netallion.incident.v1.AcknowledgeIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAcknowledgeIncidentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says that an incident is mended. If a scan that begins later finds the thing
     * again, the incident opens by itself. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is ignored.
     * </pre>
     */
    public void resolveIncident(ai.netallion.incident.v1.ResolveIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResolveIncidentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Leaves an open or acknowledged incident as it is, for a reason, for ever or
     * until `expires_at`; then it opens by itself. Ignoring an ignored one changes
     * the reason. Errors: NOT_FOUND; ABORTED INCIDENT_STATUS, if it is resolved.
     * </pre>
     */
    public void ignoreIncident(ai.netallion.incident.v1.IgnoreIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getIgnoreIncidentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens an incident that is acknowledged, resolved or ignored. Error: NOT_FOUND.
     * </pre>
     */
    public void reopenIncident(ai.netallion.incident.v1.ReopenIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getReopenIncidentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gives an incident to a user of the organization, or to nobody. Errors:
     * NOT_FOUND, also if there is no such user.
     * </pre>
     */
    public void assignIncident(ai.netallion.incident.v1.AssignIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAssignIncidentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds a comment to an incident's timeline. Error: NOT_FOUND.
     * </pre>
     */
    public void commentIncident(ai.netallion.incident.v1.CommentIncidentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCommentIncidentMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service IncidentService.
   * <pre>
   * What is to be done: one incident for each thing found in a workspace, however
   * often it was found. Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class IncidentServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<IncidentServiceBlockingV2Stub> {
    private IncidentServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected IncidentServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new IncidentServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists incidents, newest first unless asked otherwise.
     * </pre>
     */
    public ai.netallion.incident.v1.ListIncidentsResponse listIncidents(ai.netallion.incident.v1.ListIncidentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListIncidentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads an incident with its latest occurrences and its timeline. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident getIncident(ai.netallion.incident.v1.GetIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that someone works on an open incident. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is resolved or ignored.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident acknowledgeIncident(ai.netallion.incident.v1.AcknowledgeIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAcknowledgeIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that an incident is mended. If a scan that begins later finds the thing
     * again, the incident opens by itself. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is ignored.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident resolveIncident(ai.netallion.incident.v1.ResolveIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResolveIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Leaves an open or acknowledged incident as it is, for a reason, for ever or
     * until `expires_at`; then it opens by itself. Ignoring an ignored one changes
     * the reason. Errors: NOT_FOUND; ABORTED INCIDENT_STATUS, if it is resolved.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident ignoreIncident(ai.netallion.incident.v1.IgnoreIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getIgnoreIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens an incident that is acknowledged, resolved or ignored. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident reopenIncident(ai.netallion.incident.v1.ReopenIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getReopenIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives an incident to a user of the organization, or to nobody. Errors:
     * NOT_FOUND, also if there is no such user.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident assignIncident(ai.netallion.incident.v1.AssignIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAssignIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a comment to an incident's timeline. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident commentIncident(ai.netallion.incident.v1.CommentIncidentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCommentIncidentMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service IncidentService.
   * <pre>
   * What is to be done: one incident for each thing found in a workspace, however
   * often it was found. Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class IncidentServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<IncidentServiceBlockingStub> {
    private IncidentServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected IncidentServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new IncidentServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists incidents, newest first unless asked otherwise.
     * </pre>
     */
    public ai.netallion.incident.v1.ListIncidentsResponse listIncidents(ai.netallion.incident.v1.ListIncidentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListIncidentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads an incident with its latest occurrences and its timeline. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident getIncident(ai.netallion.incident.v1.GetIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that someone works on an open incident. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is resolved or ignored.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident acknowledgeIncident(ai.netallion.incident.v1.AcknowledgeIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAcknowledgeIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that an incident is mended. If a scan that begins later finds the thing
     * again, the incident opens by itself. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is ignored.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident resolveIncident(ai.netallion.incident.v1.ResolveIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResolveIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Leaves an open or acknowledged incident as it is, for a reason, for ever or
     * until `expires_at`; then it opens by itself. Ignoring an ignored one changes
     * the reason. Errors: NOT_FOUND; ABORTED INCIDENT_STATUS, if it is resolved.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident ignoreIncident(ai.netallion.incident.v1.IgnoreIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getIgnoreIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens an incident that is acknowledged, resolved or ignored. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident reopenIncident(ai.netallion.incident.v1.ReopenIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getReopenIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gives an incident to a user of the organization, or to nobody. Errors:
     * NOT_FOUND, also if there is no such user.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident assignIncident(ai.netallion.incident.v1.AssignIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAssignIncidentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds a comment to an incident's timeline. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.incident.v1.Incident commentIncident(ai.netallion.incident.v1.CommentIncidentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCommentIncidentMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service IncidentService.
   * <pre>
   * What is to be done: one incident for each thing found in a workspace, however
   * often it was found. Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class IncidentServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<IncidentServiceFutureStub> {
    private IncidentServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected IncidentServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new IncidentServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists incidents, newest first unless asked otherwise.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.ListIncidentsResponse> listIncidents(
        ai.netallion.incident.v1.ListIncidentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListIncidentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads an incident with its latest occurrences and its timeline. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> getIncident(
        ai.netallion.incident.v1.GetIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetIncidentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says that someone works on an open incident. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is resolved or ignored.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> acknowledgeIncident(
        ai.netallion.incident.v1.AcknowledgeIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAcknowledgeIncidentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says that an incident is mended. If a scan that begins later finds the thing
     * again, the incident opens by itself. Errors: NOT_FOUND; ABORTED
     * INCIDENT_STATUS, if it is ignored.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> resolveIncident(
        ai.netallion.incident.v1.ResolveIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResolveIncidentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Leaves an open or acknowledged incident as it is, for a reason, for ever or
     * until `expires_at`; then it opens by itself. Ignoring an ignored one changes
     * the reason. Errors: NOT_FOUND; ABORTED INCIDENT_STATUS, if it is resolved.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> ignoreIncident(
        ai.netallion.incident.v1.IgnoreIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getIgnoreIncidentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens an incident that is acknowledged, resolved or ignored. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> reopenIncident(
        ai.netallion.incident.v1.ReopenIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getReopenIncidentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gives an incident to a user of the organization, or to nobody. Errors:
     * NOT_FOUND, also if there is no such user.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> assignIncident(
        ai.netallion.incident.v1.AssignIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAssignIncidentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds a comment to an incident's timeline. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.incident.v1.Incident> commentIncident(
        ai.netallion.incident.v1.CommentIncidentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCommentIncidentMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_INCIDENTS = 0;
  private static final int METHODID_GET_INCIDENT = 1;
  private static final int METHODID_ACKNOWLEDGE_INCIDENT = 2;
  private static final int METHODID_RESOLVE_INCIDENT = 3;
  private static final int METHODID_IGNORE_INCIDENT = 4;
  private static final int METHODID_REOPEN_INCIDENT = 5;
  private static final int METHODID_ASSIGN_INCIDENT = 6;
  private static final int METHODID_COMMENT_INCIDENT = 7;

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
        case METHODID_LIST_INCIDENTS:
          serviceImpl.listIncidents((ai.netallion.incident.v1.ListIncidentsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.ListIncidentsResponse>) responseObserver);
          break;
        case METHODID_GET_INCIDENT:
          serviceImpl.getIncident((ai.netallion.incident.v1.GetIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
          break;
        case METHODID_ACKNOWLEDGE_INCIDENT:
          serviceImpl.acknowledgeIncident((ai.netallion.incident.v1.AcknowledgeIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
          break;
        case METHODID_RESOLVE_INCIDENT:
          serviceImpl.resolveIncident((ai.netallion.incident.v1.ResolveIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
          break;
        case METHODID_IGNORE_INCIDENT:
          serviceImpl.ignoreIncident((ai.netallion.incident.v1.IgnoreIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
          break;
        case METHODID_REOPEN_INCIDENT:
          serviceImpl.reopenIncident((ai.netallion.incident.v1.ReopenIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
          break;
        case METHODID_ASSIGN_INCIDENT:
          serviceImpl.assignIncident((ai.netallion.incident.v1.AssignIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
          break;
        case METHODID_COMMENT_INCIDENT:
          serviceImpl.commentIncident((ai.netallion.incident.v1.CommentIncidentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.incident.v1.Incident>) responseObserver);
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
          getListIncidentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.ListIncidentsRequest,
              ai.netallion.incident.v1.ListIncidentsResponse>(
                service, METHODID_LIST_INCIDENTS)))
        .addMethod(
          getGetIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.GetIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_GET_INCIDENT)))
        .addMethod(
          getAcknowledgeIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.AcknowledgeIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_ACKNOWLEDGE_INCIDENT)))
        .addMethod(
          getResolveIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.ResolveIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_RESOLVE_INCIDENT)))
        .addMethod(
          getIgnoreIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.IgnoreIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_IGNORE_INCIDENT)))
        .addMethod(
          getReopenIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.ReopenIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_REOPEN_INCIDENT)))
        .addMethod(
          getAssignIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.AssignIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_ASSIGN_INCIDENT)))
        .addMethod(
          getCommentIncidentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.incident.v1.CommentIncidentRequest,
              ai.netallion.incident.v1.Incident>(
                service, METHODID_COMMENT_INCIDENT)))
        .build();
  }

  private static abstract class IncidentServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    IncidentServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return ai.netallion.incident.v1.IncidentServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("IncidentService");
    }
  }

  private static final class IncidentServiceFileDescriptorSupplier
      extends IncidentServiceBaseDescriptorSupplier {
    IncidentServiceFileDescriptorSupplier() {}
  }

  private static final class IncidentServiceMethodDescriptorSupplier
      extends IncidentServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    IncidentServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (IncidentServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new IncidentServiceFileDescriptorSupplier())
              .addMethod(getListIncidentsMethod())
              .addMethod(getGetIncidentMethod())
              .addMethod(getAcknowledgeIncidentMethod())
              .addMethod(getResolveIncidentMethod())
              .addMethod(getIgnoreIncidentMethod())
              .addMethod(getReopenIncidentMethod())
              .addMethod(getAssignIncidentMethod())
              .addMethod(getCommentIncidentMethod())
              .build();
        }
      }
    }
    return result;
  }
}
