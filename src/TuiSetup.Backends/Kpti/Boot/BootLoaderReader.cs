using System.Text;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>Finds the boot loader by its own files.</summary>
internal static class BootLoaderReader
{
    public const string UpdateGrub = "/usr/sbin/update-grub", Grubby = "/usr/sbin/grubby", KernelInstall = "/usr/bin/kernel-install";

    /// <summary>Where systemd-boot leaves its name and version (systemd-boot(7)): four bytes of attributes, then UTF-16.</summary>
    private const string LoaderInfo = "/sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";

    private const int Attributes = 4;

    private static readonly string[] EntryFolders = ["/boot/loader/entries", "/efi/loader/entries", "/boot/efi/loader/entries"];

    private static readonly (string File, string Name)[] Others =
    [
        ("/boot/grub2/grub.cfg", T("GRUB by grub2-mkconfig")), ("/boot/grub/grub.cfg", T("GRUB without update-grub")), ("/boot/extlinux/extlinux.conf", "extlinux"),
        ("/boot/syslinux/syslinux.cfg", "syslinux"), ("/etc/zipl.conf", "zipl"), ("/boot/firmware/cmdline.txt", T("the firmware of a Raspberry Pi")), ("/etc/lilo.conf", "LILO"),
    ];

    public static BootLoader Read(SystemTree tree)
    {
        var entries = EntryFolders.FirstOrDefault(folder => tree.Names(folder, "*.conf").Count > 0) ?? "";
        if (entries.Length > 0 && tree.Exists(Grubby))
        {
            return new BootLoader(BootLoaderKind.Grubby, T("GRUB with boot entries"), entries);
        }

        if (LoaderName(tree).StartsWith("systemd-boot", StringComparison.Ordinal))
        {
            return entries.Length > 0 && tree.Exists(KernelInstall)
                ? new BootLoader(BootLoaderKind.SystemdBoot, LoaderName(tree), entries)
                : new BootLoader(BootLoaderKind.Other, T("systemd-boot with unified kernel images"));
        }

        if (tree.Exists("/boot/grub/grub.cfg") && tree.Exists(UpdateGrub) && tree.Exists("/etc/default/grub"))
        {
            return new BootLoader(BootLoaderKind.Grub, "GRUB", "/boot/grub");
        }

        return Array.Find(Others, other => tree.Exists(other.File)) is { Name: not null } found
            ? new BootLoader(BootLoaderKind.Other, found.Name)
            : new BootLoader(BootLoaderKind.Host, T("the host"));
    }

    private static string LoaderName(SystemTree tree)
        => tree.Bytes(LoaderInfo) is { Length: > Attributes } bytes ? Encoding.Unicode.GetString(bytes, Attributes, bytes.Length - Attributes).TrimEnd('\0') : "";
}
