/** What the trainers write and the inference server reads: one format, one text pipeline. */
package dev.trainyard.modelpackage;
