package flashflow.training.device;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of a device in bytes; 0 where it cannot be found out.
 *
 * @param total all of it
 * @param free what is not in use
 */
public record DeviceMemory(long total, long free) {
    /** That of a device now. */
    public static DeviceMemory of(Device device) {
        return device.isGpu() ? gpu(device) : host();
    }

    /** A device as people call it. */
    public static String name(Device device) {
        return device.isGpu() ? "GPU " + device.getDeviceId() : "CPU";
    }

    private static DeviceMemory gpu(Device device) {
        try {
            var usage = CudaUtils.getGpuMemory(device);
            return new DeviceMemory(usage.getMax(), usage.getMax() - usage.getUsed());
        } catch (RuntimeException | LinkageError e) {
            return new DeviceMemory(0, 0);
        }
    }

    private static DeviceMemory host() {
        long total = 0;
        if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system) {
            total = system.getTotalMemorySize();
        }
        return new DeviceMemory(total, available());
    }

    /** Linux counts files it keeps in memory as used; this line does not. */
    private static long available() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
            return lines.stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
