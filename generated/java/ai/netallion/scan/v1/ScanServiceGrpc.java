package ai.netallion.scan.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * What is scanned: workspaces with documents, scans of them, and what was found.
 * Objects of another organization or environment are NOT_FOUND.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ScanServiceGrpc {

  private ScanServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "netallion.scan.v1.ScanService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.CreateWorkspaceRequest,
      ai.netallion.scan.v1.Workspace> getCreateWorkspaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateWorkspace",
      requestType = ai.netallion.scan.v1.CreateWorkspaceRequest.class,
      responseType = ai.netallion.scan.v1.Workspace.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.CreateWorkspaceRequest,
      ai.netallion.scan.v1.Workspace> getCreateWorkspaceMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.CreateWorkspaceRequest, ai.netallion.scan.v1.Workspace> getCreateWorkspaceMethod;
    if ((getCreateWorkspaceMethod = ScanServiceGrpc.getCreateWorkspaceMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getCreateWorkspaceMethod = ScanServiceGrpc.getCreateWorkspaceMethod) == null) {
          ScanServiceGrpc.getCreateWorkspaceMethod = getCreateWorkspaceMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.CreateWorkspaceRequest, ai.netallion.scan.v1.Workspace>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateWorkspace"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.CreateWorkspaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Workspace.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("CreateWorkspace"))
              .build();
        }
      }
    }
    return getCreateWorkspaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListWorkspacesRequest,
      ai.netallion.scan.v1.ListWorkspacesResponse> getListWorkspacesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListWorkspaces",
      requestType = ai.netallion.scan.v1.ListWorkspacesRequest.class,
      responseType = ai.netallion.scan.v1.ListWorkspacesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListWorkspacesRequest,
      ai.netallion.scan.v1.ListWorkspacesResponse> getListWorkspacesMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListWorkspacesRequest, ai.netallion.scan.v1.ListWorkspacesResponse> getListWorkspacesMethod;
    if ((getListWorkspacesMethod = ScanServiceGrpc.getListWorkspacesMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getListWorkspacesMethod = ScanServiceGrpc.getListWorkspacesMethod) == null) {
          ScanServiceGrpc.getListWorkspacesMethod = getListWorkspacesMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.ListWorkspacesRequest, ai.netallion.scan.v1.ListWorkspacesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListWorkspaces"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListWorkspacesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListWorkspacesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("ListWorkspaces"))
              .build();
        }
      }
    }
    return getListWorkspacesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetWorkspaceRequest,
      ai.netallion.scan.v1.Workspace> getGetWorkspaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetWorkspace",
      requestType = ai.netallion.scan.v1.GetWorkspaceRequest.class,
      responseType = ai.netallion.scan.v1.Workspace.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetWorkspaceRequest,
      ai.netallion.scan.v1.Workspace> getGetWorkspaceMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetWorkspaceRequest, ai.netallion.scan.v1.Workspace> getGetWorkspaceMethod;
    if ((getGetWorkspaceMethod = ScanServiceGrpc.getGetWorkspaceMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getGetWorkspaceMethod = ScanServiceGrpc.getGetWorkspaceMethod) == null) {
          ScanServiceGrpc.getGetWorkspaceMethod = getGetWorkspaceMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.GetWorkspaceRequest, ai.netallion.scan.v1.Workspace>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetWorkspace"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.GetWorkspaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Workspace.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("GetWorkspace"))
              .build();
        }
      }
    }
    return getGetWorkspaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.UpdateWorkspaceRequest,
      ai.netallion.scan.v1.Workspace> getUpdateWorkspaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateWorkspace",
      requestType = ai.netallion.scan.v1.UpdateWorkspaceRequest.class,
      responseType = ai.netallion.scan.v1.Workspace.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.UpdateWorkspaceRequest,
      ai.netallion.scan.v1.Workspace> getUpdateWorkspaceMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.UpdateWorkspaceRequest, ai.netallion.scan.v1.Workspace> getUpdateWorkspaceMethod;
    if ((getUpdateWorkspaceMethod = ScanServiceGrpc.getUpdateWorkspaceMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getUpdateWorkspaceMethod = ScanServiceGrpc.getUpdateWorkspaceMethod) == null) {
          ScanServiceGrpc.getUpdateWorkspaceMethod = getUpdateWorkspaceMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.UpdateWorkspaceRequest, ai.netallion.scan.v1.Workspace>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateWorkspace"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.UpdateWorkspaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Workspace.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("UpdateWorkspace"))
              .build();
        }
      }
    }
    return getUpdateWorkspaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.DeleteWorkspaceRequest,
      ai.netallion.scan.v1.DeleteWorkspaceResponse> getDeleteWorkspaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteWorkspace",
      requestType = ai.netallion.scan.v1.DeleteWorkspaceRequest.class,
      responseType = ai.netallion.scan.v1.DeleteWorkspaceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.DeleteWorkspaceRequest,
      ai.netallion.scan.v1.DeleteWorkspaceResponse> getDeleteWorkspaceMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.DeleteWorkspaceRequest, ai.netallion.scan.v1.DeleteWorkspaceResponse> getDeleteWorkspaceMethod;
    if ((getDeleteWorkspaceMethod = ScanServiceGrpc.getDeleteWorkspaceMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getDeleteWorkspaceMethod = ScanServiceGrpc.getDeleteWorkspaceMethod) == null) {
          ScanServiceGrpc.getDeleteWorkspaceMethod = getDeleteWorkspaceMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.DeleteWorkspaceRequest, ai.netallion.scan.v1.DeleteWorkspaceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteWorkspace"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.DeleteWorkspaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.DeleteWorkspaceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("DeleteWorkspace"))
              .build();
        }
      }
    }
    return getDeleteWorkspaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.PutDocumentsRequest,
      ai.netallion.scan.v1.PutDocumentsResponse> getPutDocumentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PutDocuments",
      requestType = ai.netallion.scan.v1.PutDocumentsRequest.class,
      responseType = ai.netallion.scan.v1.PutDocumentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.PutDocumentsRequest,
      ai.netallion.scan.v1.PutDocumentsResponse> getPutDocumentsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.PutDocumentsRequest, ai.netallion.scan.v1.PutDocumentsResponse> getPutDocumentsMethod;
    if ((getPutDocumentsMethod = ScanServiceGrpc.getPutDocumentsMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getPutDocumentsMethod = ScanServiceGrpc.getPutDocumentsMethod) == null) {
          ScanServiceGrpc.getPutDocumentsMethod = getPutDocumentsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.PutDocumentsRequest, ai.netallion.scan.v1.PutDocumentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PutDocuments"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.PutDocumentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.PutDocumentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("PutDocuments"))
              .build();
        }
      }
    }
    return getPutDocumentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.UploadDocumentsRequest,
      ai.netallion.scan.v1.UploadDocumentsResponse> getUploadDocumentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UploadDocuments",
      requestType = ai.netallion.scan.v1.UploadDocumentsRequest.class,
      responseType = ai.netallion.scan.v1.UploadDocumentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.UploadDocumentsRequest,
      ai.netallion.scan.v1.UploadDocumentsResponse> getUploadDocumentsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.UploadDocumentsRequest, ai.netallion.scan.v1.UploadDocumentsResponse> getUploadDocumentsMethod;
    if ((getUploadDocumentsMethod = ScanServiceGrpc.getUploadDocumentsMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getUploadDocumentsMethod = ScanServiceGrpc.getUploadDocumentsMethod) == null) {
          ScanServiceGrpc.getUploadDocumentsMethod = getUploadDocumentsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.UploadDocumentsRequest, ai.netallion.scan.v1.UploadDocumentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UploadDocuments"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.UploadDocumentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.UploadDocumentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("UploadDocuments"))
              .build();
        }
      }
    }
    return getUploadDocumentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListDocumentsRequest,
      ai.netallion.scan.v1.ListDocumentsResponse> getListDocumentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListDocuments",
      requestType = ai.netallion.scan.v1.ListDocumentsRequest.class,
      responseType = ai.netallion.scan.v1.ListDocumentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListDocumentsRequest,
      ai.netallion.scan.v1.ListDocumentsResponse> getListDocumentsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListDocumentsRequest, ai.netallion.scan.v1.ListDocumentsResponse> getListDocumentsMethod;
    if ((getListDocumentsMethod = ScanServiceGrpc.getListDocumentsMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getListDocumentsMethod = ScanServiceGrpc.getListDocumentsMethod) == null) {
          ScanServiceGrpc.getListDocumentsMethod = getListDocumentsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.ListDocumentsRequest, ai.netallion.scan.v1.ListDocumentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListDocuments"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListDocumentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListDocumentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("ListDocuments"))
              .build();
        }
      }
    }
    return getListDocumentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.DeleteDocumentRequest,
      ai.netallion.scan.v1.DeleteDocumentResponse> getDeleteDocumentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteDocument",
      requestType = ai.netallion.scan.v1.DeleteDocumentRequest.class,
      responseType = ai.netallion.scan.v1.DeleteDocumentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.DeleteDocumentRequest,
      ai.netallion.scan.v1.DeleteDocumentResponse> getDeleteDocumentMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.DeleteDocumentRequest, ai.netallion.scan.v1.DeleteDocumentResponse> getDeleteDocumentMethod;
    if ((getDeleteDocumentMethod = ScanServiceGrpc.getDeleteDocumentMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getDeleteDocumentMethod = ScanServiceGrpc.getDeleteDocumentMethod) == null) {
          ScanServiceGrpc.getDeleteDocumentMethod = getDeleteDocumentMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.DeleteDocumentRequest, ai.netallion.scan.v1.DeleteDocumentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteDocument"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.DeleteDocumentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.DeleteDocumentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("DeleteDocument"))
              .build();
        }
      }
    }
    return getDeleteDocumentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.CreateScanRequest,
      ai.netallion.scan.v1.Scan> getCreateScanMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateScan",
      requestType = ai.netallion.scan.v1.CreateScanRequest.class,
      responseType = ai.netallion.scan.v1.Scan.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.CreateScanRequest,
      ai.netallion.scan.v1.Scan> getCreateScanMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.CreateScanRequest, ai.netallion.scan.v1.Scan> getCreateScanMethod;
    if ((getCreateScanMethod = ScanServiceGrpc.getCreateScanMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getCreateScanMethod = ScanServiceGrpc.getCreateScanMethod) == null) {
          ScanServiceGrpc.getCreateScanMethod = getCreateScanMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.CreateScanRequest, ai.netallion.scan.v1.Scan>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateScan"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.CreateScanRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Scan.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("CreateScan"))
              .build();
        }
      }
    }
    return getCreateScanMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListScansRequest,
      ai.netallion.scan.v1.ListScansResponse> getListScansMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListScans",
      requestType = ai.netallion.scan.v1.ListScansRequest.class,
      responseType = ai.netallion.scan.v1.ListScansResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListScansRequest,
      ai.netallion.scan.v1.ListScansResponse> getListScansMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListScansRequest, ai.netallion.scan.v1.ListScansResponse> getListScansMethod;
    if ((getListScansMethod = ScanServiceGrpc.getListScansMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getListScansMethod = ScanServiceGrpc.getListScansMethod) == null) {
          ScanServiceGrpc.getListScansMethod = getListScansMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.ListScansRequest, ai.netallion.scan.v1.ListScansResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListScans"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListScansRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListScansResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("ListScans"))
              .build();
        }
      }
    }
    return getListScansMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetScanRequest,
      ai.netallion.scan.v1.Scan> getGetScanMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetScan",
      requestType = ai.netallion.scan.v1.GetScanRequest.class,
      responseType = ai.netallion.scan.v1.Scan.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetScanRequest,
      ai.netallion.scan.v1.Scan> getGetScanMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetScanRequest, ai.netallion.scan.v1.Scan> getGetScanMethod;
    if ((getGetScanMethod = ScanServiceGrpc.getGetScanMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getGetScanMethod = ScanServiceGrpc.getGetScanMethod) == null) {
          ScanServiceGrpc.getGetScanMethod = getGetScanMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.GetScanRequest, ai.netallion.scan.v1.Scan>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetScan"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.GetScanRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Scan.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("GetScan"))
              .build();
        }
      }
    }
    return getGetScanMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.CancelScanRequest,
      ai.netallion.scan.v1.Scan> getCancelScanMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelScan",
      requestType = ai.netallion.scan.v1.CancelScanRequest.class,
      responseType = ai.netallion.scan.v1.Scan.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.CancelScanRequest,
      ai.netallion.scan.v1.Scan> getCancelScanMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.CancelScanRequest, ai.netallion.scan.v1.Scan> getCancelScanMethod;
    if ((getCancelScanMethod = ScanServiceGrpc.getCancelScanMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getCancelScanMethod = ScanServiceGrpc.getCancelScanMethod) == null) {
          ScanServiceGrpc.getCancelScanMethod = getCancelScanMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.CancelScanRequest, ai.netallion.scan.v1.Scan>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelScan"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.CancelScanRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Scan.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("CancelScan"))
              .build();
        }
      }
    }
    return getCancelScanMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.WatchScanRequest,
      ai.netallion.scan.v1.Scan> getWatchScanMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchScan",
      requestType = ai.netallion.scan.v1.WatchScanRequest.class,
      responseType = ai.netallion.scan.v1.Scan.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.WatchScanRequest,
      ai.netallion.scan.v1.Scan> getWatchScanMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.WatchScanRequest, ai.netallion.scan.v1.Scan> getWatchScanMethod;
    if ((getWatchScanMethod = ScanServiceGrpc.getWatchScanMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getWatchScanMethod = ScanServiceGrpc.getWatchScanMethod) == null) {
          ScanServiceGrpc.getWatchScanMethod = getWatchScanMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.WatchScanRequest, ai.netallion.scan.v1.Scan>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchScan"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.WatchScanRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.Scan.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("WatchScan"))
              .build();
        }
      }
    }
    return getWatchScanMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListFindingsRequest,
      ai.netallion.scan.v1.ListFindingsResponse> getListFindingsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListFindings",
      requestType = ai.netallion.scan.v1.ListFindingsRequest.class,
      responseType = ai.netallion.scan.v1.ListFindingsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListFindingsRequest,
      ai.netallion.scan.v1.ListFindingsResponse> getListFindingsMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListFindingsRequest, ai.netallion.scan.v1.ListFindingsResponse> getListFindingsMethod;
    if ((getListFindingsMethod = ScanServiceGrpc.getListFindingsMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getListFindingsMethod = ScanServiceGrpc.getListFindingsMethod) == null) {
          ScanServiceGrpc.getListFindingsMethod = getListFindingsMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.ListFindingsRequest, ai.netallion.scan.v1.ListFindingsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListFindings"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListFindingsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListFindingsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("ListFindings"))
              .build();
        }
      }
    }
    return getListFindingsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetSarifRequest,
      com.google.api.HttpBody> getGetSarifMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSarif",
      requestType = ai.netallion.scan.v1.GetSarifRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetSarifRequest,
      com.google.api.HttpBody> getGetSarifMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.GetSarifRequest, com.google.api.HttpBody> getGetSarifMethod;
    if ((getGetSarifMethod = ScanServiceGrpc.getGetSarifMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getGetSarifMethod = ScanServiceGrpc.getGetSarifMethod) == null) {
          ScanServiceGrpc.getGetSarifMethod = getGetSarifMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.GetSarifRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSarif"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.GetSarifRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("GetSarif"))
              .build();
        }
      }
    }
    return getGetSarifMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.ScanTextRequest,
      ai.netallion.scan.v1.ScanTextResponse> getScanTextMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ScanText",
      requestType = ai.netallion.scan.v1.ScanTextRequest.class,
      responseType = ai.netallion.scan.v1.ScanTextResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.ScanTextRequest,
      ai.netallion.scan.v1.ScanTextResponse> getScanTextMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.ScanTextRequest, ai.netallion.scan.v1.ScanTextResponse> getScanTextMethod;
    if ((getScanTextMethod = ScanServiceGrpc.getScanTextMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getScanTextMethod = ScanServiceGrpc.getScanTextMethod) == null) {
          ScanServiceGrpc.getScanTextMethod = getScanTextMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.ScanTextRequest, ai.netallion.scan.v1.ScanTextResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ScanText"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ScanTextRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ScanTextResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("ScanText"))
              .build();
        }
      }
    }
    return getScanTextMethod;
  }

  private static volatile io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListRulesRequest,
      ai.netallion.scan.v1.ListRulesResponse> getListRulesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListRules",
      requestType = ai.netallion.scan.v1.ListRulesRequest.class,
      responseType = ai.netallion.scan.v1.ListRulesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListRulesRequest,
      ai.netallion.scan.v1.ListRulesResponse> getListRulesMethod() {
    io.grpc.MethodDescriptor<ai.netallion.scan.v1.ListRulesRequest, ai.netallion.scan.v1.ListRulesResponse> getListRulesMethod;
    if ((getListRulesMethod = ScanServiceGrpc.getListRulesMethod) == null) {
      synchronized (ScanServiceGrpc.class) {
        if ((getListRulesMethod = ScanServiceGrpc.getListRulesMethod) == null) {
          ScanServiceGrpc.getListRulesMethod = getListRulesMethod =
              io.grpc.MethodDescriptor.<ai.netallion.scan.v1.ListRulesRequest, ai.netallion.scan.v1.ListRulesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListRules"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListRulesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  ai.netallion.scan.v1.ListRulesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ScanServiceMethodDescriptorSupplier("ListRules"))
              .build();
        }
      }
    }
    return getListRulesMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ScanServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScanServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScanServiceStub>() {
        @java.lang.Override
        public ScanServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScanServiceStub(channel, callOptions);
        }
      };
    return ScanServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ScanServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScanServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScanServiceBlockingV2Stub>() {
        @java.lang.Override
        public ScanServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScanServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ScanServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ScanServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScanServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScanServiceBlockingStub>() {
        @java.lang.Override
        public ScanServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScanServiceBlockingStub(channel, callOptions);
        }
      };
    return ScanServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ScanServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ScanServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ScanServiceFutureStub>() {
        @java.lang.Override
        public ScanServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ScanServiceFutureStub(channel, callOptions);
        }
      };
    return ScanServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * What is scanned: workspaces with documents, scans of them, and what was found.
   * Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Makes a workspace.
     * </pre>
     */
    default void createWorkspace(ai.netallion.scan.v1.CreateWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateWorkspaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists workspaces, newest first.
     * </pre>
     */
    default void listWorkspaces(ai.netallion.scan.v1.ListWorkspacesRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListWorkspacesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListWorkspacesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads a workspace. Error: NOT_FOUND.
     * </pre>
     */
    default void getWorkspace(ai.netallion.scan.v1.GetWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetWorkspaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Renames a workspace. Error: NOT_FOUND.
     * </pre>
     */
    default void updateWorkspace(ai.netallion.scan.v1.UpdateWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateWorkspaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Deletes a workspace with its documents, scans, findings and incidents.
     * Scans under way are canceled first. Error: NOT_FOUND.
     * </pre>
     */
    default void deleteWorkspace(ai.netallion.scan.v1.DeleteWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.DeleteWorkspaceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteWorkspaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stores documents, all or none; one with the path of an older one replaces
     * it. At most 100 documents and 4 MiB of JSON a call. Error: NOT_FOUND.
     * </pre>
     */
    default void putDocuments(ai.netallion.scan.v1.PutDocumentsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.PutDocumentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPutDocumentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stores documents of up to 16 MiB each out of a stream of pieces (gRPC only),
     * in their order. A document is complete when the next header or the end of the
     * stream comes; those that were complete before an error stay. Errors:
     * NOT_FOUND; INVALID_ARGUMENT DOCUMENT_TOO_LARGE; UNAVAILABLE UPLOADS_BUSY.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<ai.netallion.scan.v1.UploadDocumentsRequest> uploadDocuments(
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.UploadDocumentsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getUploadDocumentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists a workspace's documents by path. Error: NOT_FOUND.
     * </pre>
     */
    default void listDocuments(ai.netallion.scan.v1.ListDocumentsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListDocumentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListDocumentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Deletes the document at a path. Error: NOT_FOUND.
     * </pre>
     */
    default void deleteDocument(ai.netallion.scan.v1.DeleteDocumentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.DeleteDocumentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteDocumentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Queues a scan of a workspace. Error: NOT_FOUND.
     * </pre>
     */
    default void createScan(ai.netallion.scan.v1.CreateScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateScanMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists scans, newest first.
     * </pre>
     */
    default void listScans(ai.netallion.scan.v1.ListScansRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListScansResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListScansMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads a scan; while it runs, `coverage` shows how far it is. Error: NOT_FOUND.
     * </pre>
     */
    default void getScan(ai.netallion.scan.v1.GetScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetScanMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stops a scan that is queued or running; what it found so far stays. Canceling
     * a canceled scan changes nothing. Errors: NOT_FOUND; ABORTED SCAN_FINISHED.
     * </pre>
     */
    default void cancelScan(ai.netallion.scan.v1.CancelScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelScanMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sends the scan now and whenever it has changed, until it is completed, failed
     * or canceled; over REST each line is one scan as JSON. Error: NOT_FOUND.
     * </pre>
     */
    default void watchScan(ai.netallion.scan.v1.WatchScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchScanMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what a scan found, in the order it was found. Error: NOT_FOUND.
     * </pre>
     */
    default void listFindings(ai.netallion.scan.v1.ListFindingsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListFindingsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListFindingsMethod(), responseObserver);
    }

    /**
     * <pre>
     * What a scan found as one SARIF 2.1.0 log, for code scanning and other tools:
     * the worst 25,000 findings; what was not read is told as notifications of the
     * tool. Of a scan that goes on it has what was found so far. Over gRPC the log
     * comes in pieces, to be joined. Error: NOT_FOUND.
     * </pre>
     */
    default void getSarif(ai.netallion.scan.v1.GetSarifRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSarifMethod(), responseObserver);
    }

    /**
     * <pre>
     * Looks into one text and answers at once: the guard before a call of a model.
     * Stores nothing: neither the text nor what is found, and no incident comes of
     * it. Errors: UNAVAILABLE TEXT_SCANS_BUSY (too many at once) or DETECTORS_LOADING
     * (the process has just started).
     * </pre>
     */
    default void scanText(ai.netallion.scan.v1.ScanTextRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ScanTextResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getScanTextMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the rules that findings name, by id.
     * </pre>
     */
    default void listRules(ai.netallion.scan.v1.ListRulesRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListRulesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListRulesMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ScanService.
   * <pre>
   * What is scanned: workspaces with documents, scans of them, and what was found.
   * Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static abstract class ScanServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ScanServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ScanService.
   * <pre>
   * What is scanned: workspaces with documents, scans of them, and what was found.
   * Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class ScanServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ScanServiceStub> {
    private ScanServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScanServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScanServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a workspace.
     * </pre>
     */
    public void createWorkspace(ai.netallion.scan.v1.CreateWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateWorkspaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists workspaces, newest first.
     * </pre>
     */
    public void listWorkspaces(ai.netallion.scan.v1.ListWorkspacesRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListWorkspacesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListWorkspacesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public void getWorkspace(ai.netallion.scan.v1.GetWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetWorkspaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Renames a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public void updateWorkspace(ai.netallion.scan.v1.UpdateWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateWorkspaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Deletes a workspace with its documents, scans, findings and incidents.
     * Scans under way are canceled first. Error: NOT_FOUND.
     * </pre>
     */
    public void deleteWorkspace(ai.netallion.scan.v1.DeleteWorkspaceRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.DeleteWorkspaceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteWorkspaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stores documents, all or none; one with the path of an older one replaces
     * it. At most 100 documents and 4 MiB of JSON a call. Error: NOT_FOUND.
     * </pre>
     */
    public void putDocuments(ai.netallion.scan.v1.PutDocumentsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.PutDocumentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPutDocumentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stores documents of up to 16 MiB each out of a stream of pieces (gRPC only),
     * in their order. A document is complete when the next header or the end of the
     * stream comes; those that were complete before an error stay. Errors:
     * NOT_FOUND; INVALID_ARGUMENT DOCUMENT_TOO_LARGE; UNAVAILABLE UPLOADS_BUSY.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<ai.netallion.scan.v1.UploadDocumentsRequest> uploadDocuments(
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.UploadDocumentsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncClientStreamingCall(
          getChannel().newCall(getUploadDocumentsMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Lists a workspace's documents by path. Error: NOT_FOUND.
     * </pre>
     */
    public void listDocuments(ai.netallion.scan.v1.ListDocumentsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListDocumentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListDocumentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Deletes the document at a path. Error: NOT_FOUND.
     * </pre>
     */
    public void deleteDocument(ai.netallion.scan.v1.DeleteDocumentRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.DeleteDocumentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteDocumentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Queues a scan of a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public void createScan(ai.netallion.scan.v1.CreateScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateScanMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists scans, newest first.
     * </pre>
     */
    public void listScans(ai.netallion.scan.v1.ListScansRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListScansResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListScansMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads a scan; while it runs, `coverage` shows how far it is. Error: NOT_FOUND.
     * </pre>
     */
    public void getScan(ai.netallion.scan.v1.GetScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetScanMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stops a scan that is queued or running; what it found so far stays. Canceling
     * a canceled scan changes nothing. Errors: NOT_FOUND; ABORTED SCAN_FINISHED.
     * </pre>
     */
    public void cancelScan(ai.netallion.scan.v1.CancelScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelScanMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sends the scan now and whenever it has changed, until it is completed, failed
     * or canceled; over REST each line is one scan as JSON. Error: NOT_FOUND.
     * </pre>
     */
    public void watchScan(ai.netallion.scan.v1.WatchScanRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchScanMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists what a scan found, in the order it was found. Error: NOT_FOUND.
     * </pre>
     */
    public void listFindings(ai.netallion.scan.v1.ListFindingsRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListFindingsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListFindingsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * What a scan found as one SARIF 2.1.0 log, for code scanning and other tools:
     * the worst 25,000 findings; what was not read is told as notifications of the
     * tool. Of a scan that goes on it has what was found so far. Over gRPC the log
     * comes in pieces, to be joined. Error: NOT_FOUND.
     * </pre>
     */
    public void getSarif(ai.netallion.scan.v1.GetSarifRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getGetSarifMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Looks into one text and answers at once: the guard before a call of a model.
     * Stores nothing: neither the text nor what is found, and no incident comes of
     * it. Errors: UNAVAILABLE TEXT_SCANS_BUSY (too many at once) or DETECTORS_LOADING
     * (the process has just started).
     * </pre>
     */
    public void scanText(ai.netallion.scan.v1.ScanTextRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ScanTextResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getScanTextMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the rules that findings name, by id.
     * </pre>
     */
    public void listRules(ai.netallion.scan.v1.ListRulesRequest request,
        io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListRulesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListRulesMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ScanService.
   * <pre>
   * What is scanned: workspaces with documents, scans of them, and what was found.
   * Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class ScanServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ScanServiceBlockingV2Stub> {
    private ScanServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScanServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScanServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a workspace.
     * </pre>
     */
    public ai.netallion.scan.v1.Workspace createWorkspace(ai.netallion.scan.v1.CreateWorkspaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists workspaces, newest first.
     * </pre>
     */
    public ai.netallion.scan.v1.ListWorkspacesResponse listWorkspaces(ai.netallion.scan.v1.ListWorkspacesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListWorkspacesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Workspace getWorkspace(ai.netallion.scan.v1.GetWorkspaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renames a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Workspace updateWorkspace(ai.netallion.scan.v1.UpdateWorkspaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a workspace with its documents, scans, findings and incidents.
     * Scans under way are canceled first. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.DeleteWorkspaceResponse deleteWorkspace(ai.netallion.scan.v1.DeleteWorkspaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores documents, all or none; one with the path of an older one replaces
     * it. At most 100 documents and 4 MiB of JSON a call. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.PutDocumentsResponse putDocuments(ai.netallion.scan.v1.PutDocumentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPutDocumentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores documents of up to 16 MiB each out of a stream of pieces (gRPC only),
     * in their order. A document is complete when the next header or the end of the
     * stream comes; those that were complete before an error stay. Errors:
     * NOT_FOUND; INVALID_ARGUMENT DOCUMENT_TOO_LARGE; UNAVAILABLE UPLOADS_BUSY.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<ai.netallion.scan.v1.UploadDocumentsRequest, ai.netallion.scan.v1.UploadDocumentsResponse>
        uploadDocuments() {
      return io.grpc.stub.ClientCalls.blockingClientStreamingCall(
          getChannel(), getUploadDocumentsMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Lists a workspace's documents by path. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.ListDocumentsResponse listDocuments(ai.netallion.scan.v1.ListDocumentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListDocumentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes the document at a path. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.DeleteDocumentResponse deleteDocument(ai.netallion.scan.v1.DeleteDocumentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteDocumentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Queues a scan of a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Scan createScan(ai.netallion.scan.v1.CreateScanRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists scans, newest first.
     * </pre>
     */
    public ai.netallion.scan.v1.ListScansResponse listScans(ai.netallion.scan.v1.ListScansRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListScansMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads a scan; while it runs, `coverage` shows how far it is. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Scan getScan(ai.netallion.scan.v1.GetScanRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stops a scan that is queued or running; what it found so far stays. Canceling
     * a canceled scan changes nothing. Errors: NOT_FOUND; ABORTED SCAN_FINISHED.
     * </pre>
     */
    public ai.netallion.scan.v1.Scan cancelScan(ai.netallion.scan.v1.CancelScanRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCancelScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends the scan now and whenever it has changed, until it is completed, failed
     * or canceled; over REST each line is one scan as JSON. Error: NOT_FOUND.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, ai.netallion.scan.v1.Scan>
        watchScan(ai.netallion.scan.v1.WatchScanRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what a scan found, in the order it was found. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.ListFindingsResponse listFindings(ai.netallion.scan.v1.ListFindingsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListFindingsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * What a scan found as one SARIF 2.1.0 log, for code scanning and other tools:
     * the worst 25,000 findings; what was not read is told as notifications of the
     * tool. Of a scan that goes on it has what was found so far. Over gRPC the log
     * comes in pieces, to be joined. Error: NOT_FOUND.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        getSarif(ai.netallion.scan.v1.GetSarifRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getGetSarifMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Looks into one text and answers at once: the guard before a call of a model.
     * Stores nothing: neither the text nor what is found, and no incident comes of
     * it. Errors: UNAVAILABLE TEXT_SCANS_BUSY (too many at once) or DETECTORS_LOADING
     * (the process has just started).
     * </pre>
     */
    public ai.netallion.scan.v1.ScanTextResponse scanText(ai.netallion.scan.v1.ScanTextRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getScanTextMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the rules that findings name, by id.
     * </pre>
     */
    public ai.netallion.scan.v1.ListRulesResponse listRules(ai.netallion.scan.v1.ListRulesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListRulesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ScanService.
   * <pre>
   * What is scanned: workspaces with documents, scans of them, and what was found.
   * Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class ScanServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ScanServiceBlockingStub> {
    private ScanServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScanServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScanServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a workspace.
     * </pre>
     */
    public ai.netallion.scan.v1.Workspace createWorkspace(ai.netallion.scan.v1.CreateWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists workspaces, newest first.
     * </pre>
     */
    public ai.netallion.scan.v1.ListWorkspacesResponse listWorkspaces(ai.netallion.scan.v1.ListWorkspacesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListWorkspacesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Workspace getWorkspace(ai.netallion.scan.v1.GetWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Renames a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Workspace updateWorkspace(ai.netallion.scan.v1.UpdateWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a workspace with its documents, scans, findings and incidents.
     * Scans under way are canceled first. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.DeleteWorkspaceResponse deleteWorkspace(ai.netallion.scan.v1.DeleteWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteWorkspaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores documents, all or none; one with the path of an older one replaces
     * it. At most 100 documents and 4 MiB of JSON a call. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.PutDocumentsResponse putDocuments(ai.netallion.scan.v1.PutDocumentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPutDocumentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists a workspace's documents by path. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.ListDocumentsResponse listDocuments(ai.netallion.scan.v1.ListDocumentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListDocumentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes the document at a path. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.DeleteDocumentResponse deleteDocument(ai.netallion.scan.v1.DeleteDocumentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteDocumentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Queues a scan of a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Scan createScan(ai.netallion.scan.v1.CreateScanRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists scans, newest first.
     * </pre>
     */
    public ai.netallion.scan.v1.ListScansResponse listScans(ai.netallion.scan.v1.ListScansRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListScansMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads a scan; while it runs, `coverage` shows how far it is. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.Scan getScan(ai.netallion.scan.v1.GetScanRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stops a scan that is queued or running; what it found so far stays. Canceling
     * a canceled scan changes nothing. Errors: NOT_FOUND; ABORTED SCAN_FINISHED.
     * </pre>
     */
    public ai.netallion.scan.v1.Scan cancelScan(ai.netallion.scan.v1.CancelScanRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends the scan now and whenever it has changed, until it is completed, failed
     * or canceled; over REST each line is one scan as JSON. Error: NOT_FOUND.
     * </pre>
     */
    public java.util.Iterator<ai.netallion.scan.v1.Scan> watchScan(
        ai.netallion.scan.v1.WatchScanRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchScanMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what a scan found, in the order it was found. Error: NOT_FOUND.
     * </pre>
     */
    public ai.netallion.scan.v1.ListFindingsResponse listFindings(ai.netallion.scan.v1.ListFindingsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListFindingsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * What a scan found as one SARIF 2.1.0 log, for code scanning and other tools:
     * the worst 25,000 findings; what was not read is told as notifications of the
     * tool. Of a scan that goes on it has what was found so far. Over gRPC the log
     * comes in pieces, to be joined. Error: NOT_FOUND.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> getSarif(
        ai.netallion.scan.v1.GetSarifRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getGetSarifMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Looks into one text and answers at once: the guard before a call of a model.
     * Stores nothing: neither the text nor what is found, and no incident comes of
     * it. Errors: UNAVAILABLE TEXT_SCANS_BUSY (too many at once) or DETECTORS_LOADING
     * (the process has just started).
     * </pre>
     */
    public ai.netallion.scan.v1.ScanTextResponse scanText(ai.netallion.scan.v1.ScanTextRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getScanTextMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the rules that findings name, by id.
     * </pre>
     */
    public ai.netallion.scan.v1.ListRulesResponse listRules(ai.netallion.scan.v1.ListRulesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListRulesMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ScanService.
   * <pre>
   * What is scanned: workspaces with documents, scans of them, and what was found.
   * Objects of another organization or environment are NOT_FOUND.
   * </pre>
   */
  public static final class ScanServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ScanServiceFutureStub> {
    private ScanServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ScanServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ScanServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a workspace.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.Workspace> createWorkspace(
        ai.netallion.scan.v1.CreateWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateWorkspaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists workspaces, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.ListWorkspacesResponse> listWorkspaces(
        ai.netallion.scan.v1.ListWorkspacesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListWorkspacesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.Workspace> getWorkspace(
        ai.netallion.scan.v1.GetWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetWorkspaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Renames a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.Workspace> updateWorkspace(
        ai.netallion.scan.v1.UpdateWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateWorkspaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Deletes a workspace with its documents, scans, findings and incidents.
     * Scans under way are canceled first. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.DeleteWorkspaceResponse> deleteWorkspace(
        ai.netallion.scan.v1.DeleteWorkspaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteWorkspaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Stores documents, all or none; one with the path of an older one replaces
     * it. At most 100 documents and 4 MiB of JSON a call. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.PutDocumentsResponse> putDocuments(
        ai.netallion.scan.v1.PutDocumentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPutDocumentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists a workspace's documents by path. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.ListDocumentsResponse> listDocuments(
        ai.netallion.scan.v1.ListDocumentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListDocumentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Deletes the document at a path. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.DeleteDocumentResponse> deleteDocument(
        ai.netallion.scan.v1.DeleteDocumentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteDocumentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Queues a scan of a workspace. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.Scan> createScan(
        ai.netallion.scan.v1.CreateScanRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateScanMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists scans, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.ListScansResponse> listScans(
        ai.netallion.scan.v1.ListScansRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListScansMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads a scan; while it runs, `coverage` shows how far it is. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.Scan> getScan(
        ai.netallion.scan.v1.GetScanRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetScanMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Stops a scan that is queued or running; what it found so far stays. Canceling
     * a canceled scan changes nothing. Errors: NOT_FOUND; ABORTED SCAN_FINISHED.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.Scan> cancelScan(
        ai.netallion.scan.v1.CancelScanRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelScanMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists what a scan found, in the order it was found. Error: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.ListFindingsResponse> listFindings(
        ai.netallion.scan.v1.ListFindingsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListFindingsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Looks into one text and answers at once: the guard before a call of a model.
     * Stores nothing: neither the text nor what is found, and no incident comes of
     * it. Errors: UNAVAILABLE TEXT_SCANS_BUSY (too many at once) or DETECTORS_LOADING
     * (the process has just started).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.ScanTextResponse> scanText(
        ai.netallion.scan.v1.ScanTextRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getScanTextMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the rules that findings name, by id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<ai.netallion.scan.v1.ListRulesResponse> listRules(
        ai.netallion.scan.v1.ListRulesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListRulesMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_WORKSPACE = 0;
  private static final int METHODID_LIST_WORKSPACES = 1;
  private static final int METHODID_GET_WORKSPACE = 2;
  private static final int METHODID_UPDATE_WORKSPACE = 3;
  private static final int METHODID_DELETE_WORKSPACE = 4;
  private static final int METHODID_PUT_DOCUMENTS = 5;
  private static final int METHODID_LIST_DOCUMENTS = 6;
  private static final int METHODID_DELETE_DOCUMENT = 7;
  private static final int METHODID_CREATE_SCAN = 8;
  private static final int METHODID_LIST_SCANS = 9;
  private static final int METHODID_GET_SCAN = 10;
  private static final int METHODID_CANCEL_SCAN = 11;
  private static final int METHODID_WATCH_SCAN = 12;
  private static final int METHODID_LIST_FINDINGS = 13;
  private static final int METHODID_GET_SARIF = 14;
  private static final int METHODID_SCAN_TEXT = 15;
  private static final int METHODID_LIST_RULES = 16;
  private static final int METHODID_UPLOAD_DOCUMENTS = 17;

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
        case METHODID_CREATE_WORKSPACE:
          serviceImpl.createWorkspace((ai.netallion.scan.v1.CreateWorkspaceRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace>) responseObserver);
          break;
        case METHODID_LIST_WORKSPACES:
          serviceImpl.listWorkspaces((ai.netallion.scan.v1.ListWorkspacesRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListWorkspacesResponse>) responseObserver);
          break;
        case METHODID_GET_WORKSPACE:
          serviceImpl.getWorkspace((ai.netallion.scan.v1.GetWorkspaceRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace>) responseObserver);
          break;
        case METHODID_UPDATE_WORKSPACE:
          serviceImpl.updateWorkspace((ai.netallion.scan.v1.UpdateWorkspaceRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Workspace>) responseObserver);
          break;
        case METHODID_DELETE_WORKSPACE:
          serviceImpl.deleteWorkspace((ai.netallion.scan.v1.DeleteWorkspaceRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.DeleteWorkspaceResponse>) responseObserver);
          break;
        case METHODID_PUT_DOCUMENTS:
          serviceImpl.putDocuments((ai.netallion.scan.v1.PutDocumentsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.PutDocumentsResponse>) responseObserver);
          break;
        case METHODID_LIST_DOCUMENTS:
          serviceImpl.listDocuments((ai.netallion.scan.v1.ListDocumentsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListDocumentsResponse>) responseObserver);
          break;
        case METHODID_DELETE_DOCUMENT:
          serviceImpl.deleteDocument((ai.netallion.scan.v1.DeleteDocumentRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.DeleteDocumentResponse>) responseObserver);
          break;
        case METHODID_CREATE_SCAN:
          serviceImpl.createScan((ai.netallion.scan.v1.CreateScanRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan>) responseObserver);
          break;
        case METHODID_LIST_SCANS:
          serviceImpl.listScans((ai.netallion.scan.v1.ListScansRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListScansResponse>) responseObserver);
          break;
        case METHODID_GET_SCAN:
          serviceImpl.getScan((ai.netallion.scan.v1.GetScanRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan>) responseObserver);
          break;
        case METHODID_CANCEL_SCAN:
          serviceImpl.cancelScan((ai.netallion.scan.v1.CancelScanRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan>) responseObserver);
          break;
        case METHODID_WATCH_SCAN:
          serviceImpl.watchScan((ai.netallion.scan.v1.WatchScanRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.Scan>) responseObserver);
          break;
        case METHODID_LIST_FINDINGS:
          serviceImpl.listFindings((ai.netallion.scan.v1.ListFindingsRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListFindingsResponse>) responseObserver);
          break;
        case METHODID_GET_SARIF:
          serviceImpl.getSarif((ai.netallion.scan.v1.GetSarifRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_SCAN_TEXT:
          serviceImpl.scanText((ai.netallion.scan.v1.ScanTextRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ScanTextResponse>) responseObserver);
          break;
        case METHODID_LIST_RULES:
          serviceImpl.listRules((ai.netallion.scan.v1.ListRulesRequest) request,
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.ListRulesResponse>) responseObserver);
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
        case METHODID_UPLOAD_DOCUMENTS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.uploadDocuments(
              (io.grpc.stub.StreamObserver<ai.netallion.scan.v1.UploadDocumentsResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getCreateWorkspaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.CreateWorkspaceRequest,
              ai.netallion.scan.v1.Workspace>(
                service, METHODID_CREATE_WORKSPACE)))
        .addMethod(
          getListWorkspacesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.ListWorkspacesRequest,
              ai.netallion.scan.v1.ListWorkspacesResponse>(
                service, METHODID_LIST_WORKSPACES)))
        .addMethod(
          getGetWorkspaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.GetWorkspaceRequest,
              ai.netallion.scan.v1.Workspace>(
                service, METHODID_GET_WORKSPACE)))
        .addMethod(
          getUpdateWorkspaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.UpdateWorkspaceRequest,
              ai.netallion.scan.v1.Workspace>(
                service, METHODID_UPDATE_WORKSPACE)))
        .addMethod(
          getDeleteWorkspaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.DeleteWorkspaceRequest,
              ai.netallion.scan.v1.DeleteWorkspaceResponse>(
                service, METHODID_DELETE_WORKSPACE)))
        .addMethod(
          getPutDocumentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.PutDocumentsRequest,
              ai.netallion.scan.v1.PutDocumentsResponse>(
                service, METHODID_PUT_DOCUMENTS)))
        .addMethod(
          getUploadDocumentsMethod(),
          io.grpc.stub.ServerCalls.asyncClientStreamingCall(
            new MethodHandlers<
              ai.netallion.scan.v1.UploadDocumentsRequest,
              ai.netallion.scan.v1.UploadDocumentsResponse>(
                service, METHODID_UPLOAD_DOCUMENTS)))
        .addMethod(
          getListDocumentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.ListDocumentsRequest,
              ai.netallion.scan.v1.ListDocumentsResponse>(
                service, METHODID_LIST_DOCUMENTS)))
        .addMethod(
          getDeleteDocumentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.DeleteDocumentRequest,
              ai.netallion.scan.v1.DeleteDocumentResponse>(
                service, METHODID_DELETE_DOCUMENT)))
        .addMethod(
          getCreateScanMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.CreateScanRequest,
              ai.netallion.scan.v1.Scan>(
                service, METHODID_CREATE_SCAN)))
        .addMethod(
          getListScansMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.ListScansRequest,
              ai.netallion.scan.v1.ListScansResponse>(
                service, METHODID_LIST_SCANS)))
        .addMethod(
          getGetScanMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.GetScanRequest,
              ai.netallion.scan.v1.Scan>(
                service, METHODID_GET_SCAN)))
        .addMethod(
          getCancelScanMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.CancelScanRequest,
              ai.netallion.scan.v1.Scan>(
                service, METHODID_CANCEL_SCAN)))
        .addMethod(
          getWatchScanMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              ai.netallion.scan.v1.WatchScanRequest,
              ai.netallion.scan.v1.Scan>(
                service, METHODID_WATCH_SCAN)))
        .addMethod(
          getListFindingsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.ListFindingsRequest,
              ai.netallion.scan.v1.ListFindingsResponse>(
                service, METHODID_LIST_FINDINGS)))
        .addMethod(
          getGetSarifMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              ai.netallion.scan.v1.GetSarifRequest,
              com.google.api.HttpBody>(
                service, METHODID_GET_SARIF)))
        .addMethod(
          getScanTextMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.ScanTextRequest,
              ai.netallion.scan.v1.ScanTextResponse>(
                service, METHODID_SCAN_TEXT)))
        .addMethod(
          getListRulesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              ai.netallion.scan.v1.ListRulesRequest,
              ai.netallion.scan.v1.ListRulesResponse>(
                service, METHODID_LIST_RULES)))
        .build();
  }

  private static abstract class ScanServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ScanServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return ai.netallion.scan.v1.ScanServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ScanService");
    }
  }

  private static final class ScanServiceFileDescriptorSupplier
      extends ScanServiceBaseDescriptorSupplier {
    ScanServiceFileDescriptorSupplier() {}
  }

  private static final class ScanServiceMethodDescriptorSupplier
      extends ScanServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ScanServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ScanServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ScanServiceFileDescriptorSupplier())
              .addMethod(getCreateWorkspaceMethod())
              .addMethod(getListWorkspacesMethod())
              .addMethod(getGetWorkspaceMethod())
              .addMethod(getUpdateWorkspaceMethod())
              .addMethod(getDeleteWorkspaceMethod())
              .addMethod(getPutDocumentsMethod())
              .addMethod(getUploadDocumentsMethod())
              .addMethod(getListDocumentsMethod())
              .addMethod(getDeleteDocumentMethod())
              .addMethod(getCreateScanMethod())
              .addMethod(getListScansMethod())
              .addMethod(getGetScanMethod())
              .addMethod(getCancelScanMethod())
              .addMethod(getWatchScanMethod())
              .addMethod(getListFindingsMethod())
              .addMethod(getGetSarifMethod())
              .addMethod(getScanTextMethod())
              .addMethod(getListRulesMethod())
              .build();
        }
      }
    }
    return result;
  }
}
