/** Pictures of the pages of sheets, made in a process of their own. Begin with {@link PictureMaker}. */
package city.pishkhan.platform.imaging;
