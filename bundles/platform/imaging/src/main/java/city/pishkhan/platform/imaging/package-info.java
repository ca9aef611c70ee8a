/** Pictures of the pages of sheets, made in a separate process. Begin with {@link PictureMaker}. */
@NullMarked
package city.pishkhan.platform.imaging;

import org.jspecify.annotations.NullMarked;
