package city.pishkhan.itests.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay in front of a server. It can hang like a frozen server: connections are accepted and kept open, but no data passes. */
final class TcpRelay implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int behind;
    private boolean hangs;

    /**
     * Starts the relay.
     *
     * @param behind port of the server on this machine
     */
    TcpRelay(int behind) throws IOException {
        this.behind = behind;
        begin(this::accept);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    synchronized void setHanging(boolean now) {
        hangs = now;
        notifyAll();
    }

    private synchronized void pass() throws InterruptedException {
        while (hangs) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket from = listening.accept();
                open.add(from);
                begin(() -> connect(from));
            }
        } catch (IOException e) {
            // accepting ends, because the relay was closed
        }
    }

    private void connect(Socket from) {
        try {
            pass();
            Socket to = new Socket(InetAddress.getLoopbackAddress(), behind);
            open.add(to);
            begin(() -> copy(to, from));
            copy(from, to);
        } catch (IOException | InterruptedException e) {
            close(from);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass();
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // one side has closed its connection; the other side is closed as well
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the socket is already closed
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(TcpRelay::close);
        setHanging(false);
    }
}
