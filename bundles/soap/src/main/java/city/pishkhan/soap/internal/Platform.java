package city.pishkhan.soap.internal;

import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;

/** CXF, JAXB and SAAJ look their parts up by the loader of the thread; these run work with the one that has them. */
public final class Platform {

    /** Work that may fail by the contract's own faults. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private Platform() {}

    public static <T, E extends Exception> T in(Work<T, E> work) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BusFactory.class.getClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A bus that neither this thread nor the hub takes for its default. */
    static Bus privateBus() {
        // CXF makes the first bus of all the default one, and guards that by the same lock
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
