package city.pishkhan.platform.bundleguard.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class BundleStartTest {

    private static Bundle bundle() {
        Bundle bundle = Stubs.empty(Bundle.class);
        doReturn("city.test").when(bundle).getSymbolicName();
        return bundle;
    }

    /**
     * A start ends only after its record of a start in progress is deleted. Otherwise, if the next bundle ended the
     * process, the previous bundle would be blamed too.
     */
    @Test
    void startEndsAfterRecordIsDeleted() throws Exception {
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch deleted = new CountDownLatch(1);
        BundleStart start = new BundleStart(bundle(), one -> {
            ending.countDown();
            try {
                deleted.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        start.begin();
        assertTrue(ending.await(10, TimeUnit.SECONDS));
        assertFalse(start.await(Duration.ofMillis(50)));
        deleted.countDown();
        assertTrue(start.await(Duration.ofSeconds(10)));
    }
}
