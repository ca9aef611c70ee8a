/** Records actions of operators on a running hub in the journal. Begin with {@link ActRecorder}. */
@NullMarked
package city.pishkhan.audit.internal;

import org.jspecify.annotations.NullMarked;
