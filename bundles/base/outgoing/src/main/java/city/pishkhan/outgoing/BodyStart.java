package city.pishkhan.outgoing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads the beginning of a response body and cancels the rest. */
final class BodyStart implements BodySubscriber<byte[]> {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private Flow.Subscription subscription;

    BodyStart(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return read;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (maxBytes == 0) {
            end();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] copy = new byte[Math.min(part.remaining(), maxBytes - bytes.size())];
            part.get(copy);
            bytes.write(copy, 0, copy.length);
        }
        if (bytes.size() == maxBytes) {
            end();
        }
    }

    private void end() {
        subscription.cancel();
        onComplete();
    }

    @Override
    public void onError(Throwable cause) {
        read.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        read.complete(bytes.toByteArray());
    }
}
