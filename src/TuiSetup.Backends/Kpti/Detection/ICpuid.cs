using System.Runtime.Intrinsics.X86;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>The CPUID instruction, which needs no rights and which containers do not hide.</summary>
internal interface ICpuid
{
    /// <summary>EAX, EBX, ECX and EDX of a leaf; null where there is no such instruction.</summary>
    (uint A, uint B, uint C, uint D)? Read(uint leaf);
}

/// <summary>That of this CPU.</summary>
internal sealed class HardwareCpuid : ICpuid
{
    public (uint A, uint B, uint C, uint D)? Read(uint leaf)
        => X86Base.IsSupported && X86Base.CpuId((int)leaf, 0) is var registers
            ? ((uint)registers.Eax, (uint)registers.Ebx, (uint)registers.Ecx, (uint)registers.Edx)
            : null;
}
