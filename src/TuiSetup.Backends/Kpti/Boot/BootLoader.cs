namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>Who gives the kernel its command line.</summary>
internal enum BootLoaderKind
{
    /// <summary>The host: nothing here boots a kernel.</summary>
    Host,
    /// <summary>GRUB as Debian has it, with update-grub and /etc/default/grub.d.</summary>
    Grub,
    /// <summary>Entries of the Boot Loader Specification that grubby(8) changes.</summary>
    Grubby,
    /// <summary>systemd-boot, with kernel-install(8) and /etc/kernel/cmdline.</summary>
    SystemdBoot,
    /// <summary>One that is not changed from here.</summary>
    Other,
}

/// <summary>The boot loader that was found.</summary>
/// <param name="Kind">How its command line is set.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Folder">Where its files are; empty where there are none.</param>
internal sealed record BootLoader(BootLoaderKind Kind, string Name, string Folder = "")
{
    /// <summary>Where the line is set, as a sentence.</summary>
    public string Explanation => Kind switch
    {
        BootLoaderKind.Host => T("This guest's kernel command line is set by the host: no boot loader is installed here."),
        BootLoaderKind.Grub => T("The kernel command line is set by GRUB, from /etc/default/grub and /etc/default/grub.d."),
        BootLoaderKind.Grubby => T("The kernel command line is in the boot entries that grubby changes."),
        BootLoaderKind.SystemdBoot => T("The kernel command line comes from /etc/kernel/cmdline, for systemd-boot."),
        _ => T($"The kernel command line is set by {Name}, which TuiSetup does not change."),
    };
}
