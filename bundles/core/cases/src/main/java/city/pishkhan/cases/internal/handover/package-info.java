/** Moves the open cases of an office that may not continue them to another office. Begin with {@link HandoverService}. */
@NullMarked
package city.pishkhan.cases.internal.handover;

import org.jspecify.annotations.NullMarked;
