/** What runs in the process that decodes sheets, and knows nothing of the hub. Begin with {@link PictureLoop}. */
package city.pishkhan.platform.imaging.worker;
