package city.pishkhan.s3.internal;

import city.pishkhan.spi.CheckedSheet;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Stores sheets as objects {@code <prefix>aa/bb/<sha256>}. The names equal those of the {@link SheetStore file store}, so that copying its
 * folder into a bucket migrates it. Every upload has a SHA-256 checksum that the store verifies before it replies. Large sheets are sent as
 * multipart uploads, with a checksum for each part.
 */
@Component(
        service = {SheetStore.class, PartnerHealth.class},
        configurationPid = "city.pishkhan.s3",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "store=s3")
@Designate(ocd = S3Config.class)
public final class S3SheetStore implements SheetStore, PartnerHealth {
    private static final Logger LOG = LoggerFactory.getLogger(S3SheetStore.class);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LEAST_PART = 5 << 20;
    private static final int NOT_FOUND = 404;
    private static final int BEYOND_THE_END = 416;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final long part;

    @Activate
    public S3SheetStore(S3Config config) {
        this(S3Clients.of(config), config.bucket(), config.prefix(), Math.max(LEAST_PART, config.partBytes()));
    }

    /** @param part size of a part in bytes; larger sheets are sent in parts */
    S3SheetStore(S3Client client, String bucket, String prefix, long part) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.part = part;
    }

    @Deactivate
    public void stop() {
        client.close();
    }

    @FunctionalInterface
    private interface S3Request<T> {
        T send() throws IOException;
    }

    private static <T> T call(S3Request<T> request) throws IOException {
        try {
            return request.send();
        } catch (SdkException | UncheckedIOException e) {
            // the client throws an UncheckedIOException, for example, if the connection ends before the reply is
            // complete
            throw unavailable(e);
        }
    }

    /**
     * Converts an error of the S3 client. The message includes the id under which the store has logged the request.
     */
    private static PartnerUnavailable unavailable(RuntimeException e) {
        return new PartnerUnavailable("The S3 store of sheets: " + e.getMessage(), e);
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        try (HashedSheet sheet = HashedSheet.read(content)) {
            String sha256 = HexFormat.of().formatHex(sheet.sha256Bytes());
            call(() -> {
                if (sheet.size() <= part) {
                    putWhole(key(sha256), sheet);
                } else {
                    putParts(key(sha256), sheet);
                }
                return true;
            });
            return new Stored(sha256, sheet.size());
        }
    }

    private void putWhole(String key, HashedSheet sheet) {
        client.putObject(
                r -> r.bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .checksumSHA256(base64(sheet.sha256Bytes())),
                body(sheet, 0, sheet.size()));
    }

    private void putParts(String key, HashedSheet sheet) throws IOException {
        String upload = client.createMultipartUpload(
                        r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        boolean whole = false;
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < sheet.size(); from += part) {
                parts.add(putPart(key, upload, parts.size() + 1, sheet, from));
            }
            complete(key, upload, parts, sheet.size());
            whole = true;
        } finally {
            if (!whole) {
                abort(key, upload);
            }
        }
    }

    /** Completes an upload. If the reply to the first attempt is lost, the client's repetition finds no upload but the whole object. */
    private void complete(String key, String upload, List<CompletedPart> parts, long size) {
        try {
            client.completeMultipartUpload(
                    r -> r.bucket(bucket).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
        } catch (NoSuchUploadException e) {
            HeadObjectResponse stored = headObject(key);
            if (stored == null || stored.contentLength() != size) {
                throw e;
            }
        }
    }

    private CompletedPart putPart(String key, String upload, int number, HashedSheet sheet, long from)
            throws IOException {
        long length = Math.min(part, sheet.size() - from);
        String checksum = base64(sheet.sha256Bytes(from, length));
        String tag = client.uploadPart(
                        r -> r.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumSHA256(checksum),
                        body(sheet, from, length))
                .eTag();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(tag)
                .checksumSHA256(checksum)
                .build();
    }

    private static RequestBody body(HashedSheet sheet, long from, long length) {
        ContentStreamProvider content = () -> {
            try {
                return sheet.open(from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return RequestBody.fromContentProvider(content, length, "application/octet-stream");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Aborts a multipart upload and ignores errors: the next {@link #storedBefore} removes the remaining parts. */
    private void abort(String key, String upload) {
        try {
            client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException | UncheckedIOException e) {
            LOG.debug("Parts of an upload remain until the clean-up: {}", e.getMessage());
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return new CheckedSheet(get(sha256, null), sha256);
    }

    @Override
    public InputStream open(String sha256, long from) throws IOException {
        return from == 0 ? open(sha256) : get(sha256, "bytes=" + from + "-");
    }

    private InputStream get(String sha256, @Nullable String range) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key(sha256))
                .range(range)
                .build();
        try {
            ResponseInputStream<GetObjectResponse> content = client.getObject(request);
            return new ObjectStream(content, content.response().contentLength());
        } catch (S3Exception e) {
            if (range != null && e.statusCode() == BEYOND_THE_END) {
                return InputStream.nullInputStream();
            }
            throw translate(e, sha256);
        } catch (SdkException | UncheckedIOException e) {
            throw unavailable(e);
        }
    }

    /**
     * Translates an error of a read request.
     *
     * @return the exception to throw, unless the object does not exist
     * @throws NoSuchFileException if the object does not exist
     */
    private PartnerUnavailable translate(S3Exception e, String sha256) throws NoSuchFileException {
        // a missing bucket does not prove that its sheets do not exist
        if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(code(e))) {
            throw new NoSuchFileException(sha256);
        }
        return unavailable(e);
    }

    private static @Nullable String code(S3Exception e) {
        return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    }

    @Override
    public boolean contains(String sha256) {
        return SHA256.matcher(sha256).matches() && head(sha256) != null;
    }

    /** @return {@code null} if the object does not exist */
    private @Nullable HeadObjectResponse head(String sha256) {
        return headObject(prefix + path(sha256));
    }

    /** @return {@code null} if the object does not exist */
    private @Nullable HeadObjectResponse headObject(String key) {
        try {
            return client.headObject(r -> r.bucket(bucket).key(key));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return null;
            }
            throw unavailable(e);
        } catch (SdkException | UncheckedIOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Stream<String> all() throws IOException {
        return objects().map(this::sha256).filter(name -> !name.isEmpty());
    }

    /** Also aborts multipart uploads that began before the given time, for example those of a crashed node. */
    @Override
    public Stream<String> storedBefore(Instant then) throws IOException {
        call(() -> {
            client.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix)).uploads().stream()
                    .filter(upload -> isOlder(upload, then))
                    .forEach(upload -> abort(upload.key(), upload.uploadId()));
            return true;
        });
        return objects()
                .filter(object -> object.lastModified().isBefore(then))
                .map(this::sha256)
                .filter(name -> !name.isEmpty());
    }

    private boolean isOlder(MultipartUpload upload, Instant then) {
        return upload.initiated() != null
                && upload.initiated().isBefore(then)
                && !name(upload.key()).isEmpty();
    }

    private Stream<S3Object> objects() throws IOException {
        return call(() -> client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream());
    }

    private String sha256(S3Object object) {
        return name(object.key());
    }

    /** Returns the SHA-256 in an object's key, or an empty string if the key is not that of a sheet. */
    private String name(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return SHA256.matcher(name).matches() && key.equals(prefix + path(name)) ? name : "";
    }

    @Override
    public boolean remove(String sha256, Instant putBefore) throws IOException {
        HeadObjectResponse head = SHA256.matcher(sha256).matches() ? head(sha256) : null;
        if (head == null || !head.lastModified().isBefore(putBefore)) {
            return false;
        }
        call(() -> client.deleteObject(r -> r.bucket(bucket).key(prefix + path(sha256))));
        return true;
    }

    /** @throws NoSuchFileException if the argument is not a valid SHA-256 */
    private String key(String sha256) throws NoSuchFileException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new NoSuchFileException(sha256);
        }
        return prefix + path(sha256);
    }

    private static String path(String sha256) {
        return sha256.substring(0, 2) + '/' + sha256.substring(2, 4) + '/' + sha256;
    }

    @Override
    public boolean isHealthy() {
        try {
            client.headBucket(r -> r.bucket(bucket));
            return true;
        } catch (SdkException | UncheckedIOException e) {
            throw unavailable(e);
        }
    }
}
