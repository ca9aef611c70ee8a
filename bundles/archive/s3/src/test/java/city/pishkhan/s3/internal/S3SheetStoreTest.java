package city.pishkhan.s3.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.spi.SheetStoreBehaviour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

class S3SheetStoreTest extends SheetStoreBehaviour {
    private static final byte[] MARK = "take me as I am".getBytes();

    private final String prefix = "test-" + UUID.randomUUID() + "/";
    private FaultyWire wire;
    private S3SheetStore store;
    private S3Client behind;

    @BeforeEach
    void start() throws IOException {
        wire = new FaultyWire(S3Server.port());
        store = new S3SheetStore(config("http://127.0.0.1:" + wire.port(), S3Server.BUCKET, "secret"));
        behind = S3Clients.of(config("http://127.0.0.1:" + S3Server.port(), S3Server.BUCKET, "secret"));
    }

    @AfterEach
    void stop() throws IOException {
        store.stop();
        behind.close();
        wire.close();
    }

    private S3Config config(String endpoint, String bucket, String secret) {
        return new TestS3Config(endpoint, bucket, prefix, secret);
    }

    @Override
    protected SheetStore store() {
        return store;
    }

    private String key(String sha256) {
        return prefix + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    @Override
    protected void damage(String sha256, byte[] bytes) {
        behind.putObject(r -> r.bucket(S3Server.BUCKET).key(key(sha256)), RequestBody.fromBytes(bytes));
    }

    /** The store's timestamps have a resolution of one second. */
    @Override
    protected Instant timeAfterPuts() throws IOException {
        Instant then = Instant.now().plusSeconds(1);
        Awaitility.await().until(() -> Instant.now().isAfter(then.plusMillis(1_100)));
        return then;
    }

    @Test
    void storesSheetUnderSameKeyAsFolderStore() throws IOException {
        put(HELLO);
        assertEquals(
                5,
                behind.headObject(r -> r.bucket(S3Server.BUCKET).key(prefix + "2c/f2/" + SHA256))
                        .contentLength());
    }

    @Test
    void doesNotListForeignObjects() throws IOException {
        put(HELLO);
        for (String stray : List.of("readme.txt", SHA256, "2c/f3/" + SHA256)) {
            behind.putObject(r -> r.bucket(S3Server.BUCKET).key(prefix + stray), RequestBody.fromBytes(HELLO));
        }
        assertEquals(List.of(SHA256), all());
    }

    @Test
    void failsWhileStoreIsDown() throws IOException {
        put(HELLO);
        wire.fault(FaultyWire.Fault.DOWN);
        unavailable();
        wire.fault(FaultyWire.Fault.NONE);
        assertArrayEquals(HELLO, read(SHA256));
        assertTrue(store.isHealthy());
    }

    private void unavailable() {
        assertThrows(PartnerUnavailable.class, () -> put("other".getBytes()));
        assertThrows(PartnerUnavailable.class, () -> read(SHA256));
        assertThrows(PartnerUnavailable.class, () -> store.open(SHA256, 2));
        assertThrows(PartnerUnavailable.class, () -> store.contains(SHA256));
        assertThrows(PartnerUnavailable.class, () -> store.remove(SHA256, Instant.now()));
        assertThrows(PartnerUnavailable.class, this::all);
        assertThrows(PartnerUnavailable.class, () -> store.storedBefore(Instant.now()));
        assertThrows(PartnerUnavailable.class, store::isHealthy);
    }

    @Test
    void hangingStoreTimesOut() throws IOException {
        wire.fault(FaultyWire.Fault.HANGS);
        Instant began = Instant.now();
        assertThrows(PartnerUnavailable.class, () -> put(HELLO));
        assertThrows(PartnerUnavailable.class, () -> read(SHA256));
        assertTrue(Duration.between(began, Instant.now()).compareTo(Duration.ofSeconds(10)) < 0);
    }

    @Test
    void rejectsContentAlteredInTransit() throws IOException {
        wire.fault(FaultyWire.Fault.ALTERS, MARK);
        assertThrows(PartnerUnavailable.class, () -> put(MARK));
        byte[] large = randomBytes(6 << 20);
        System.arraycopy(MARK, 0, large, 5_500_000, MARK.length);
        assertThrows(PartnerUnavailable.class, () -> put(large));
        assertEquals(List.of(), all());
        assertEquals(0, uploads());
        wire.fault(FaultyWire.Fault.NONE);
        assertArrayEquals(large, read(put(large).sha256()));
    }

    @Test
    void repeatedCompletionOfAnUploadSucceeds() throws IOException {
        S3Client losesReply = new DelegatingS3Client(behind) {
            @Override
            public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
                super.completeMultipartUpload(request);
                // the client repeats a request whose reply was lost
                return super.completeMultipartUpload(request);
            }
        };
        byte[] large = randomBytes(6 << 20);
        SheetStore.Stored stored =
                new S3SheetStore(losesReply, S3Server.BUCKET, prefix, 5 << 20).put(new ByteArrayInputStream(large));
        assertArrayEquals(large, read(stored.sha256()));
    }

    private long uploads() {
        return behind.listMultipartUploads(r -> r.bucket(S3Server.BUCKET)).uploads().stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .count();
    }

    @Test
    void interruptedDownloadFails() throws IOException {
        byte[] large = randomBytes(3 << 20);
        String sha256 = put(large).sha256();
        wire.fault(FaultyWire.Fault.BREAKS_OFF);
        assertThrows(IOException.class, () -> read(sha256));
        assertThrows(IOException.class, () -> store.open(sha256, 5).readAllBytes());
    }

    @Test
    void failsIfBucketIsMissing() {
        S3SheetStore nowhere = new S3SheetStore(config("http://127.0.0.1:" + wire.port(), "nowhere", "secret"));
        assertThrows(PartnerUnavailable.class, () -> nowhere.open(SHA256));
        assertThrows(PartnerUnavailable.class, nowhere::isHealthy);
        nowhere.stop();
    }

    @Test
    void abortsOldUploadsOfOwnPrefix() throws IOException {
        String sha256 = HexFormat.of().formatHex(HashedSheet.sha256().digest(MARK));
        behind.createMultipartUpload(r -> r.bucket(S3Server.BUCKET).key(key(sha256)));
        behind.createMultipartUpload(r -> r.bucket(S3Server.BUCKET).key(prefix + "somebody/else"));
        store.storedBefore(Instant.now().minus(Duration.ofDays(1))).close();
        assertEquals(2, uploads());
        store.storedBefore(Instant.now().plusSeconds(2)).close();
        assertEquals(1, uploads());
        assertThrows(NoSuchFileException.class, () -> read(sha256));
    }

    @Test
    void errorMessageContainsNoSecrets() throws IOException {
        wire.fault(FaultyWire.Fault.FORBIDS);
        PartnerUnavailable refused = assertThrows(PartnerUnavailable.class, () -> put(HELLO));
        assertTrue(refused.getMessage().contains("403"), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        assertFalse(refused.getMessage().contains("wire-key"), refused.getMessage());
    }

    @Test
    void rejectsInvalidConfiguration() {
        for (S3Config wrong : List.of(
                config("http://127.0.0.1:1", "", "secret"),
                config("http://127.0.0.1:1", "sheets", ""),
                config("ftp://127.0.0.1:1", "sheets", "secret"))) {
            String message = assertThrows(IllegalArgumentException.class, () -> new S3SheetStore(wrong))
                    .getMessage();
            assertTrue(message.startsWith("city.pishkhan.s3: "), message);
        }
    }
}
