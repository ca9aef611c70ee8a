package city.pishkhan.itests.doors;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Many connections to a hub on this machine, served by one thread. They are silent or send a byte now and then. All are closed at the end.
 */
final class SlowClients implements AutoCloseable {

    private static final int ANSWER_BYTES = 1 << 16;
    /** Receive buffer in bytes; a client that does not read receives no more of an answer. */
    private static final int SMALL_BUFFER = 4_096;

    private final List<SocketChannel> connections = new ArrayList<>();
    private final List<StringBuilder> responses = new ArrayList<>();

    /**
     * Opens the connections.
     *
     * @param greeting text that each connection sends first; may be empty
     */
    SlowClients(URI hub, int count, String greeting) throws IOException {
        this(hub, count, hub.getHost(), i -> greeting);
    }

    /**
     * Opens the connections from a local address.
     *
     * @param from the local address
     * @param greeting text that each connection sends first, by its number from 0
     */
    SlowClients(URI hub, int count, String from, IntFunction<String> greeting) throws IOException {
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel connection = SocketChannel.open();
                connections.add(connection);
                responses.add(new StringBuilder());
                connection.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
                connection.bind(new InetSocketAddress(from, 0));
                connection.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
                connection.write(ByteBuffer.wrap(greeting.apply(i).getBytes(StandardCharsets.US_ASCII)));
                connection.configureBlocking(false);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** A POST that announces a Content-Length of 5,000 bytes, which is more than the connection ever sends. */
    static String post(URI hub, String path, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + hub.getAuthority() + "\r\nContent-Type: " + type
                + "\r\nContent-Length: 5000\r\n\r\n<";
    }

    /** Sends one more byte on every open connection. */
    void sendOneByte() {
        for (SocketChannel connection : connections) {
            try {
                connection.write(ByteBuffer.wrap(new byte[] {' '}));
            } catch (IOException e) {
                // the hub has answered and closed this connection
            }
        }
    }

    /** Number of connections by received status; 0 stands for no answer yet. */
    Map<Integer, Integer> statusCounts() {
        Map<Integer, Integer> count = new TreeMap<>();
        ByteBuffer buffer = ByteBuffer.allocate(ANSWER_BYTES);
        for (int i = 0; i < connections.size(); i++) {
            StringBuilder response = responses.get(i);
            try {
                buffer.clear();
                if (connections.get(i).read(buffer) > 0) {
                    response.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // the hub has closed this connection; the part of the answer received before still counts
            }
            count.merge(response.length() < 12 ? 0 : Integer.parseInt(response.substring(9, 12)), 1, Integer::sum);
        }
        return count;
    }

    @Override
    public void close() {
        for (SocketChannel connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                // the connection is already closed
            }
        }
    }
}
