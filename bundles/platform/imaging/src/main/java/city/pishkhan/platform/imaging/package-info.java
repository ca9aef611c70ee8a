/** Pictures of the pages of sheets, made in a separate process. Begin with {@link PictureMaker}. */
package city.pishkhan.platform.imaging;
