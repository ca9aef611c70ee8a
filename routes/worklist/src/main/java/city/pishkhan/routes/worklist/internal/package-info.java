/** Inquiries to agencies that work in the hosted worklist. Begin with {@link ListedAgency}. */
package city.pishkhan.routes.worklist.internal;
