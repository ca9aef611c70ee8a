/** Starts, uses and ends the processes that make pictures. Begin with {@link PictureMakerComponent}. */
package city.pishkhan.platform.imaging.internal;
