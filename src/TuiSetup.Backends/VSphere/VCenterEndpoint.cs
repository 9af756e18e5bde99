using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere;

/// <summary>A vCenter, who logs in there, and how its certificate is checked.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="User">Whose session it is.</param>
/// <param name="Fingerprint">SHA-256 of its certificate; empty to go by authorities and by what was accepted before.</param>
/// <param name="CaFile">PEM file of authorities; empty for the system's.</param>
internal sealed record VCenterEndpoint(VCenterAddress Address, string User, string Fingerprint, string CaFile)
{
    public const string AddressField = "vcenter", UserField = "user", PasswordField = "password", FingerprintField = "fingerprint", CaFileField = "ca_file";

    public static IReadOnlyList<string> Fields { get; } = [AddressField, UserField, PasswordField, FingerprintField, CaFileField];

    /// <exception cref="ProblemException">One of them cannot be what it is to be; all that are wrong are in it.</exception>
    public static VCenterEndpoint From(AnswerSheet answers, string? defaultAddress)
        => Parse(answers[AddressField].AsText ?? defaultAddress ?? "", answers[UserField], answers[FingerprintField], answers[CaFileField]);

    /// <exception cref="ProblemException">The plan's target cannot be a vCenter.</exception>
    public static VCenterEndpoint From(PlanTarget target)
        => Parse(target.Address, target.Options[UserField], target.Options[FingerprintField], target.Options[CaFileField]);

    public PlanTarget ToTarget(string identity) => new(Address.ToString(), identity, Value.Map(
        (UserField, Value.Of(User)),
        (FingerprintField, Value.Of(Fingerprint)),
        (CaFileField, Value.Of(CaFile))));

    private static VCenterEndpoint Parse(string address, Value user, Value fingerprint, Value caFile)
    {
        var problems = new List<Problem>();
        var parsed = VCenterAddress.TryParse(address, out var reason);
        if (parsed is null)
        {
            problems.Add(Problem.Error(AddressField, address.Length == 0 ? T("The address of the vCenter is missing.") : reason, T("Enter it, or give --vcenter.")));
        }

        var pin = "";
        if (fingerprint.AsText is { Length: > 0 } text)
        {
            pin = ServerCertificate.Normalize(text) ?? "";
            if (pin.Length == 0)
            {
                problems.Add(Problem.Error(FingerprintField, T($"'{text}' is not a SHA-256: 64 hexadecimal digits, with or without colons."), T("Enter all of it, or leave it empty. A SHA-1, as vSphere's own screens show it, is not enough.")));
            }
        }

        return problems.Count == 0 ? new VCenterEndpoint(parsed!, user.AsText ?? "", pin, caFile.AsText ?? "") : throw new ProblemException(problems);
    }
}
