using System.Collections.Immutable;

namespace TuiSetup.Backends.Kpti.Advice;

/// <summary>What to set on the host, by its hypervisor: the settings of virtual machines as their own tools write them.</summary>
internal static class HypervisorSettings
{
    /// <summary>PCID and INVPCID for the guest.</summary>
    public static ImmutableArray<string> ForPcid(string hypervisor) => hypervisor switch
    {
        "KVM" or "QEMU" =>
        [
            T("QEMU: -cpu host, or -cpu MODEL,+pcid,+invpcid"),
            T("libvirt: <cpu mode='host-passthrough'/>, or in <cpu>: <feature policy='require' name='pcid'/> <feature policy='require' name='invpcid'/>"),
            T("Proxmox VE: qm set VMID --cpu 'MODEL,flags=+pcid'"),
            T("OpenStack, nova.conf, section [libvirt]: cpu_model_extra_flags = pcid"),
        ],
        "VMware" => [T("vSphere: give the machine virtual hardware version 11 or later, where EVC of the cluster, if it is on, is set to Haswell or later; then power it off and on")],
        "Xen" => [T("Xen: take what masks PCID out of cpuid= in the guest's configuration, and restart the guest")],
        "Hyper-V" => [T("Hyper-V: turn off Processor Compatibility (Set-VMProcessor -CompatibilityForMigrationEnabled $false), with the machine off")],
        _ => [T("pass PCID and INVPCID on to the guest, in its CPU model")],
    };

    /// <summary>ARCH_CAPABILITIES with RDCL_NO for the guest.</summary>
    public static ImmutableArray<string> ForFix(string hypervisor) => hypervisor switch
    {
        "KVM" or "QEMU" =>
        [
            T("QEMU: -cpu host, or -cpu MODEL,+arch-capabilities,+rdctl-no"),
            T("libvirt: <cpu mode='host-passthrough'/>, or in <cpu>: <feature policy='require' name='arch-capabilities'/> <feature policy='require' name='rdctl-no'/>"),
            T("Proxmox VE: qm set VMID --cpu host"),
        ],
        "VMware" => [T("vSphere: raise the machine's virtual hardware version and the EVC mode of its cluster, then power it off and on")],
        "Hyper-V" => [T("Hyper-V: turn off Processor Compatibility (Set-VMProcessor -CompatibilityForMigrationEnabled $false), with the machine off")],
        _ => [T("pass ARCH_CAPABILITIES with RDCL_NO on to the guest, in its CPU model")],
    };
}
