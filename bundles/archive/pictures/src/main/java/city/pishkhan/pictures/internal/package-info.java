/** Pictures of sheets and their cache. Begin with {@link SheetImageService}. */
@NullMarked
package city.pishkhan.pictures.internal;

import org.jspecify.annotations.NullMarked;
