package city.pishkhan.gate.internal.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Response that discards its output while it is withheld, so that another response can replace it. */
public final class WithheldResponse extends HttpServletResponseWrapper {

    private final BooleanSupplier withheld;
    private @Nullable PrintWriter writer;

    public WithheldResponse(HttpServletResponse response, BooleanSupplier withheld) {
        super(response);
        this.withheld = withheld;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream out = super.getOutputStream();
        return new ServletOutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (!withheld.getAsBoolean()) {
                    out.write(b);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (!withheld.getAsBoolean()) {
                    out.write(bytes, offset, length);
                }
            }

            @Override
            public void flush() throws IOException {
                if (!withheld.getAsBoolean()) {
                    out.flush();
                }
            }

            @Override
            public void close() throws IOException {
                if (!withheld.getAsBoolean()) {
                    out.close();
                }
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        };
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            String charset = getCharacterEncoding() == null ? StandardCharsets.UTF_8.name() : getCharacterEncoding();
            writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), charset));
        }
        return writer;
    }

    /** Flushes the writer. The server flushes only the writers that it created. */
    public void finish() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!withheld.getAsBoolean()) {
            finish();
            super.flushBuffer();
        }
    }
}
