/** Recognition of text on papers of properties, so that documents can be found by it. Begin with {@link RecognitionScheduler}. */
@NullMarked
package city.pishkhan.archive.internal.recognition;

import org.jspecify.annotations.NullMarked;
