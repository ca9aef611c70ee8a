package city.pishkhan.gate.internal.contexts;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** Class loaders of routes: the route bundle first, then the extension bundles, then the platform. */
public final class RouteClassLoaders {

    private RouteClassLoaders() {}

    /** Class loader of the platform, in which Camel and CXF discover their parts. */
    public static ClassLoader platform() {
        return CamelContext.class.getClassLoader();
    }

    static ClassLoader composite(String name, List<ClassLoader> loaders) {
        return new Composite(name, loaders);
    }

    /** Runs work with the given context class loader, which Camel, CXF, JAXB and SAAJ use for their look-ups. */
    static <T> T runWith(ClassLoader loader, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static final class Composite extends ClassLoader {

        private final List<ClassLoader> loaders;

        Composite(String name, List<ClassLoader> loaders) {
            super(name, getPlatformClassLoader());
            this.loaders = List.copyOf(loaders);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (ClassLoader loader : loaders) {
                try {
                    return loader.loadClass(name);
                } catch (ClassNotFoundException e) {
                    continue; // try the next loader
                }
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected @Nullable URL findResource(String name) {
            return loaders.stream()
                    .map(l -> l.getResource(name))
                    .filter(u -> u != null)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            Map<String, URL> found = new LinkedHashMap<>();
            for (ClassLoader loader : loaders) {
                for (URL url : Collections.list(loader.getResources(name))) {
                    found.putIfAbsent(url.toExternalForm(), url);
                }
            }
            return Collections.enumeration(found.values());
        }
    }
}
