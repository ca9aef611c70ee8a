/**
 * Recognition of text on papers of properties, so that documents can be found by their text. Begin with
 * {@link RecognitionScheduler}.
 */
@NullMarked
package city.pishkhan.archive.internal.recognition;

import org.jspecify.annotations.NullMarked;
