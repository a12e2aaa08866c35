/** The data directory: its layout, its lock, its secrets, and what a running instance records. */
package dev.trainyard.launcher.data;
