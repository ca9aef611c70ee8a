/** The broker, embedded in this process or external. */
@NullMarked
package city.pishkhan.platform.artemis.internal;

import org.jspecify.annotations.NullMarked;
