/** The program of the process that decodes sheets; independent of the hub. Begin with {@link PictureLoop}. */
package city.pishkhan.platform.imaging.worker;
