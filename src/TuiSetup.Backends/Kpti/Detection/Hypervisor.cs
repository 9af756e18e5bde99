using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>What this machine runs on: by CPUID, then what Xen and firmware tell.</summary>
/// <param name="Name">Such as <c>KVM</c>; empty on bare metal.</param>
/// <param name="Source">Where that was read.</param>
internal sealed record Hypervisor(string Name, string Source)
{
    /// <summary>The name of one that does not tell its own; reports keep it, and are compared by it, in every language.</summary>
    public const string Unknown = "an unknown hypervisor";

    private const uint SignatureLeaf = 0x40000000, FeatureLeaf = 1, HypervisorBit = 1u << 31;

    private const string Dmi = "/sys/class/dmi/id/";

    private static readonly FrozenDictionary<string, string> Signatures = new Dictionary<string, string>
    {
        ["KVMKVMKVM"] = "KVM",
        ["Linux KVM Hv"] = "KVM",
        ["VMwareVMware"] = "VMware",
        ["Microsoft Hv"] = "Hyper-V",
        ["XenVMMXenVMM"] = "Xen",
        ["TCGTCGTCGTCG"] = "QEMU",
        ["VBoxVBoxVBox"] = "VirtualBox",
        ["bhyve bhyve"] = "bhyve",
        ["lrpepyh  vr"] = "Parallels",
        ["prl hyperv"] = "Parallels",
        ["ACRNACRNACRN"] = "ACRN",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Start, string Name)[] Products =
    [
        ("KVM", "KVM"), ("Amazon EC2", "KVM"), ("OpenStack", "KVM"), ("Google Compute Engine", "KVM"), ("QEMU", "QEMU"), ("Bochs", "QEMU"),
        ("VMware", "VMware"), ("VMW", "VMware"), ("innotek", "VirtualBox"), ("VirtualBox", "VirtualBox"), ("Xen", "Xen"), ("Parallels", "Parallels"),
        ("BHYVE", "bhyve"), ("Virtual Machine", "Hyper-V"),
    ];

    /// <summary>Whether there is one, as far as it can be seen.</summary>
    public bool IsThere => Name.Length > 0;

    public static Hypervisor Read(SystemTree tree, CpuInfo cpu, ICpuid cpuid)
    {
        if (tree.Text("/sys/hypervisor/type") is "xen" && tree.Text("/sys/hypervisor/guest_type") is "PV")
        {
            return new Hypervisor("Xen PV", "/sys/hypervisor/guest_type");
        }

        if (cpuid.Read(FeatureLeaf) is { C: var features } && (features & HypervisorBit) != 0 && cpuid.Read(SignatureLeaf) is { } leaf)
        {
            var signature = SignatureOf(leaf.B, leaf.C, leaf.D);
            return new Hypervisor(Signatures.GetValueOrDefault(signature) ?? Unknown, $"CPUID {signature}");
        }

        if (tree.Text("/sys/hypervisor/type") is { Length: > 0 } type)
        {
            return new Hypervisor(type == "xen" ? "Xen" : type, "/sys/hypervisor/type");
        }

        foreach (var file in new[] { "product_name", "sys_vendor", "board_vendor", "bios_vendor" })
        {
            if (tree.Text(Dmi + file) is { } text && Array.Find(Products, product => text.StartsWith(product.Start, StringComparison.Ordinal)) is { Name: not null } found)
            {
                return new Hypervisor(found.Name, Dmi + file);
            }
        }

        if (tree.Text("/proc/device-tree/hypervisor/compatible") is { Length: > 0 } compatible)
        {
            return new Hypervisor(compatible.TrimEnd('\0') switch { "linux,kvm" => "KVM", var text when text.StartsWith("xen", StringComparison.Ordinal) => "Xen", var text => text }, "/proc/device-tree/hypervisor/compatible");
        }

        return cpu.Flags.Contains("hypervisor") ? new Hypervisor(Unknown, "the flag hypervisor of /proc/cpuinfo") : new Hypervisor("", "");
    }

    private static string SignatureOf(params ReadOnlySpan<uint> registers)
    {
        var bytes = new byte[registers.Length * sizeof(uint)];
        for (var index = 0; index < registers.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(index * sizeof(uint)), registers[index]);
        }

        return new string([.. Encoding.Latin1.GetString(bytes).Where(letter => !char.IsControl(letter))]).Trim();
    }
}
