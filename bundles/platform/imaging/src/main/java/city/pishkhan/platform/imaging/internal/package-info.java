/** Starts, uses and ends the processes that make pictures. Begin with {@link PictureMakerComponent}. */
@NullMarked
package city.pishkhan.platform.imaging.internal;

import org.jspecify.annotations.NullMarked;
