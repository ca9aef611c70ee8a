/** The program of the process that decodes sheets; independent of the hub. Begin with {@link PictureLoop}. */
@NullMarked
package city.pishkhan.platform.imaging.worker;

import org.jspecify.annotations.NullMarked;
