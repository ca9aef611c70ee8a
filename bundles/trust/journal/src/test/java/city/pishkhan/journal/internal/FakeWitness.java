package city.pishkhan.journal.internal;

import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.Target;
import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Seal;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A fake witness that keeps the seals it receives or reports different ones. */
final class FakeWitness implements AutoCloseable {
    static final String SECRET = "a secret of two parties";

    final Map<Long, Seal> kept = new ConcurrentSkipListMap<>();
    volatile int status = 200;
    volatile boolean signs = true;
    /** seal that the witness reports as a contradiction */
    volatile Seal later;

    private final HttpServer server;

    FakeWitness() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/seals", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String sent = exchange.getRequestHeaders().getFirst(SignedPost.SIGNATURE);
            boolean ours = post().hasValidSignature(new SignedPost.SignedResponse(200, body, sent));
            Seal seal = CanonicalJson.seal(CanonicalJson.parse(body).path("seal"));
            int answer = ours ? status : 401;
            Seal has = kept.getOrDefault(seal.number(), seal);
            if (answer == 200) {
                Seal before = kept.get(seal.number() - 1);
                has = before == null || before.hash().equals(seal.previous()) ? has : before;
                has = later == null ? has : later;
                answer = has.hash().equals(seal.hash()) ? 200 : 409;
            }
            if (answer == 200) {
                kept.put(seal.number(), seal);
            }
            byte[] said = "{\"number\":%d,\"hash\":\"%s\"}"
                    .formatted(has.number(), has.hash())
                    .getBytes(StandardCharsets.UTF_8);
            if (signs) {
                exchange.getResponseHeaders()
                        .add(
                                SignedPost.SIGNATURE,
                                "t=7,v1=" + post().signature(7, new String(said, StandardCharsets.UTF_8)));
            }
            exchange.sendResponseHeaders(answer, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
    }

    SignedPost post() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/seals";
        return new SignedPost(Target.of(url, true), SECRET, Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
