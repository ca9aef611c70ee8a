package city.pishkhan.gate.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.IncidentLog;
import java.io.EOFException;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;

/** Checks the class name by which {@link IncidentLog} recognizes the server's exception for an aborted connection. */
class AbortedConnectionTest {

    @Test
    void abortedConnectionIsNoIncident() {
        assertTrue(IncidentLog.isAborted(new EofException("Closed")));
        assertTrue(IncidentLog.isAborted(new IllegalStateException(new EofException("Connection reset by peer"))));
        assertFalse(IncidentLog.isNew("r", new EofException()));
        assertFalse(IncidentLog.isAborted(new EOFException("of a file")));
        assertFalse(IncidentLog.isAborted(null));
    }
}
