/** Child processes that this process owns: none outlives it for long, none is ever mistaken. */
package dev.trainyard.runtime.process;
