/** Text recognition in pictures by the server of Apache Tika. Begin with {@link TikaRecognizer}. */
@NullMarked
package city.pishkhan.tika.internal;

import org.jspecify.annotations.NullMarked;
