/** The broker: started in this process, or one outside. */
package city.pishkhan.platform.artemis.internal;
