/**
 * Life cycle of Camel contexts: each published route builder gets a context with its components, and the context stops when the builder is
 * unregistered. Begin with {@link ContextManager}.
 */
@NullMarked
package city.pishkhan.gate.internal.contexts;

import org.jspecify.annotations.NullMarked;
