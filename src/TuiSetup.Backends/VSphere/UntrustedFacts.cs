using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere;

/// <summary>A vCenter whose certificate the user has not accepted yet: nothing was sent to it.</summary>
internal sealed class UntrustedFacts(VCenterEndpoint endpoint, ServerCertificate certificate, string refusal) : Facts
{
    public override PlanTarget Target { get; } = endpoint.ToTarget("");

    public override string Digest => "";

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers) => [];

    /// <summary>
    /// On a screen the beginning of the fingerprint is typed. It is not enough in a file, which anyone's certificate
    /// with the same beginning would satisfy: there the whole of it stands.
    /// </summary>
    public IReadOnlyList<Problem> Ask(IReadOnlyList<AnswerSheet> batch) => batch.Any(sheet => sheet.Confirmed.Contains(certificate.Phrase))
        ? [Problem.Error(VCenterEndpoint.FingerprintField, T($"The certificate of {endpoint.Address} was not accepted on this machine."), T($"Answer \"{VCenterEndpoint.FingerprintField}\": \"{certificate.Sha256}\" if it is the right one.")) with { Check = "certificate" }]
        :
        [
            new Problem
            {
                Severity = Severity.Confirm,
                Check = "certificate",
                Field = VCenterEndpoint.AddressField,
                Phrase = certificate.Phrase,
                Message = T($"The certificate of {endpoint.Address} is not known: {refusal}.\n\n{certificate.Subject}, until {certificate.NotAfter:yyyy-MM-dd}\nSHA-256:\n{certificate.Sha256[..48]}\n{certificate.Sha256[48..]}\nSHA-1: {certificate.Sha1.Replace(":", "", StringComparison.Ordinal)}\nCompare this with what vCenter shows; it is then remembered."),
                Remedy = T($"To accept it, type {certificate.Phrase} (in an answer file: \"{VCenterEndpoint.FingerprintField}\": \"{certificate.Sha256}\")."),
            },
        ];
}
