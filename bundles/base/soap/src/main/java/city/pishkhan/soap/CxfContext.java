package city.pishkhan.soap;

import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;

/** Runs work with the context class loader that CXF, JAXB and SAAJ need to find their components. */
final class CxfContext {

    /** Work that may fail with a fault that the SOAP contract declares. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private CxfContext() {}

    public static <T, E extends Exception> T call(Work<T, E> work) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BusFactory.class.getClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Creates a bus that does not become the default of the thread or the process. */
    static Bus privateBus() {
        // CXF makes the first bus of the process the default; it uses the same lock for that
        synchronized (BusFactory.class) {
            Bus before = BusFactory.getThreadDefaultBus(false);
            Bus bus = new CXFBusFactory().createBus();
            if (BusFactory.getDefaultBus(false) == bus) {
                BusFactory.setDefaultBus(null);
            }
            BusFactory.setThreadDefaultBus(before);
            BusFactory.clearDefaultBusForAnyThread(bus);
            return bus;
        }
    }
}
