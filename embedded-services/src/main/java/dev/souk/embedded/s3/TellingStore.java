package dev.souk.embedded.s3;

import java.io.InputStream;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells of each object that is stored, as S3 tells EventBridge; who stores it is answered after that. */
final class TellingStore extends ForwardingBlobStore {
    private volatile Consumer<StoredObject> listener = _ -> {};

    TellingStore(BlobStore store) {
        super(store);
    }

    void tell(Consumer<StoredObject> someone) {
        listener = someone;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream bytes) {
        PutObjectResponse answer = super.putBlob(request, bytes);
        stored(request.bucket(), request.key());
        return answer;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse answer = super.copyBlob(request);
        stored(request.destinationBucket(), request.destinationKey());
        return answer;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse answer = super.completeMultipartUpload(upload, request);
        stored(request.bucket(), request.key());
        return answer;
    }

    private void stored(String bucket, String key) {
        listener.accept(new Stored(this, bucket, key));
    }

    private record Stored(BlobStore store, String bucket, String key) implements StoredObject {
        @Override
        public InputStream open() {
            return store.getBlob(
                    GetObjectRequest.builder().bucket(bucket).key(key).build());
        }
    }
}
