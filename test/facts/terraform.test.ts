import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractTerraform } from '../../server/src/facts/infrastructure/terraform.ts';
import type { TerraformResource } from '../../server/src/model/infrastructure-fact.ts';
import { readHcl, type HclBlock } from '../../server/src/syntax/hcl.ts';

/** A block as nested plain data: what is no literal is `?`. */
function plain({ attributes, blocks, type, labels }: HclBlock): unknown {
  return {
    [[type, ...labels.map(({ text }) => text)].join(' ')]: {
      ...Object.fromEntries(
        attributes.map(({ name, value }) => [
          name,
          value === undefined ? '?' : 'text' in value ? value.text : value.map(({ text }) => text),
        ]),
      ),
      ...Object.assign({}, ...blocks.map(plain)),
    },
  };
}

function resourcesOf(text: string): Record<string, { values: Record<string, string>; unknown: readonly string[] }> {
  return Object.fromEntries(
    extractTerraform(text)
      .filter((fact): fact is TerraformResource => fact.kind === 'terraform-resource')
      .map(({ type, name, values, unknown }) => [
        `${type} ${name}`,
        { values: Object.fromEntries(Object.entries(values).map(([path, { text: value }]) => [path, value])), unknown },
      ]),
  );
}

describe('HCL', () => {
  it('reads blocks with their labels, literals, lists and maps', () => {
    const text = `
      resource "aws_db_instance" "orders" {
        multi_az = true // a second zone
        storage  = 20
        names    = ["a", "b"]
        tags = { team = "shop" }
        timeouts {
          create = "60m"
        }
      }`;
    assert.deepEqual(readHcl(text).map(plain), [
      {
        'resource aws_db_instance orders': {
          multi_az: 'true',
          storage: '20',
          names: ['a', 'b'],
          tags: { team: 'shop' },
          timeouts: { create: '60m' },
        },
      },
    ]);
  });

  it('says nothing of what only Terraform can tell', () => {
    const text = `
      a = var.x
      b = "\${var.y}-orders"
      c = x ? 1 : 2
      d = concat(["a"], var.z)
      e = [var.a]
      f = <<-EOT
        multi_az = true
        EOT
      g = -1
      h = null
      i = "plain $\${not} and \\"quoted\\""`;
    const [block] = readHcl(`locals {${text}\n}`);
    assert.ok(block);
    assert.deepEqual(plain(block), {
      locals: {
        ...Object.fromEntries('abcdefgh'.split('').map((name) => [name, '?'])),
        i: 'plain $${not} and "quoted"',
      },
    });
  });

  it('places what it reads', () => {
    const text = 'resource "aws_db_instance" "orders" {\n  multi_az = true\n  name = "x"\n}';
    const [block] = readHcl(text);
    const cut = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
    assert.equal(cut(block?.span), 'orders');
    const values = block?.attributes.map(({ value }) => cut(value && 'text' in value ? value.span : undefined));
    assert.deepEqual(values, ['true', 'x']);
  });

  it('ends with any text', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '${',
      '=',
      '\n',
      '/*',
      '*/',
      '<<EOT\n',
      'EOT\n',
      'a',
      '#',
      '\\',
      '1',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
        const text = parts.join('');
        for (const block of readHcl(text)) assert.ok(block.span.end <= text.length);
      }),
      { numRuns: 300 },
    );
    const start = performance.now();
    for (const hostile of [
      '{'.repeat(400_000),
      'a {'.repeat(100_000),
      '/* '.repeat(150_000),
      '"${'.repeat(150_000),
      'a = <<E\n'.repeat(50_000),
    ])
      readHcl(hostile);
    assert.ok(performance.now() - start < 5000);
  });
});

describe('resources of Terraform', () => {
  it('have the values that are written, and the paths of those that are not', () => {
    const found = resourcesOf(`
      resource "google_sql_database_instance" "orders" {
        name = "orders"
        settings {
          availability_type = var.availability
          backup_configuration {
            enabled = true
          }
        }
      }
      module "catalog" {
        source                  = "terraform-aws-modules/rds-aurora/aws"
        name                    = "catalog"
        backup_retention_period = 7
      }
      resource "aws_s3_bucket" "other" {}`);
    assert.deepEqual(found, {
      'google_sql_database_instance orders': {
        values: { name: 'orders', 'settings.backup_configuration.enabled': 'true' },
        unknown: ['settings.availability_type'],
      },
      'module terraform-aws-modules/rds-aurora/aws catalog': {
        values: { name: 'catalog', backup_retention_period: '7' },
        unknown: [],
      },
    });
  });

  it('keep no key', () => {
    const found = resourcesOf('resource "aws_acm_certificate" "shop" {\n  private_key = "hunter2"\n}');
    assert.deepEqual(found['aws_acm_certificate shop'], { values: { private_key: '' }, unknown: [] });
  });

  it('leave a block open that is made for each item of a list', () => {
    const { 'google_sql_database_instance orders': found } = resourcesOf(`
      resource "google_sql_database_instance" "orders" {
        settings {
          dynamic "backup_configuration" {
            for_each = var.backups
            content {
              enabled = backup_configuration.value
            }
          }
        }
      }`);
    assert.deepEqual(found?.unknown, [
      'settings.backup_configuration.enabled',
      'settings.backup_configuration.point_in_time_recovery_enabled',
    ]);
  });
});
