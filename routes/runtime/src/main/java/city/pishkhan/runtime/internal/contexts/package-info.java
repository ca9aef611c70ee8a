/**
 * Life cycle of Camel contexts: one for each published route builder, given its components and taken down when it goes. Begin with {@link
 * ContextManager}.
 */
package city.pishkhan.runtime.internal.contexts;
