# Applies site.json on the machine that runs Terraform or OpenTofu, and again whenever the file changes. No shell has a part
# in it: the words of 'interpreter' and the path are the command.
resource "terraform_data" "isolation_and_mirrors" {
  triggers_replace = filesha256("${path.module}/site.json")

  provisioner "local-exec" {
    interpreter = ["tuisetup", "run", "--yes", "--json", "--answers"]
    command     = "${path.module}/site.json"
  }
}
