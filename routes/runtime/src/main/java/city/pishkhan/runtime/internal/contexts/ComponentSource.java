package city.pishkhan.runtime.internal.contexts;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** Where a context finds components that the platform does not carry. */
public interface ComponentSource {

    /** An instance for this context alone, or {@code null} if nobody publishes the scheme. */
    Component take(String scheme, CamelContext context);

    /** Gives back what the context took. */
    void release(CamelContext context);
}
