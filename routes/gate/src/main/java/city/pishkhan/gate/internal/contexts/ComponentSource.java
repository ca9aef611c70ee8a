package city.pishkhan.gate.internal.contexts;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.jspecify.annotations.Nullable;

/** Source of Camel components that the platform does not provide. */
public interface ComponentSource {

    /** Returns an instance for this context alone, or {@code null} if the scheme is not published. */
    @Nullable
    Component acquire(String scheme, CamelContext context);

    /** Releases all components of a context. */
    void release(CamelContext context);
}
