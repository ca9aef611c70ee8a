/** The broker, embedded in this process or external. */
package city.pishkhan.platform.artemis.internal;
