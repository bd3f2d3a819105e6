import { maskContacts } from '../../domain/plan/contact.ts';
import { draftOf, fixture } from './sources.ts';

describe('contacts of persons', () => {
  test.each([
    ['联系人：甲乙丙，电话：0571-88886666', ['甲乙丙', '88886666']],
    ['（联系人:甲乙；联系电话:13800001111）', ['甲乙', '13800001111']],
    ['请将总结报送至邮箱 someone@example.com。', ['someone']],
    ['经办人身份证号码110101199001011234', ['110101199001011234']],
    ['电话：88886666转801', ['88886666']],
    ['组 长：甲乙丙  区卫生健康委主任', ['甲乙丙']],
    ['成  员：甲 乙  区教育局副局长', ['甲 乙']],
    ['区疾控中心  甲乙丙\n电话:15700001111', ['甲乙丙', '15700001111']],
    ['联系人：甲乙  13800001111\n        丙丁  13900002222、3011097', ['甲乙', '丙丁', '13800001111', '13900002222']],
    ['主持人:市委宣传部 甲乙', ['甲乙']],
  ])('%s', (line, secrets) => {
    const masked = maskContacts(line);
    for (const secret of secrets) expect(masked).not.toContain(secret);
    expect(masked.split('\n')).toHaveLength(line.split('\n').length);
  });

  test.each(['联系人要及时报送。', '责任人：各单位主要负责人', '文号：连区政办发〔2020〕76号', '2021年3月1日至2021年5月31日', '覆盖人口12345678人', '（三）加强组织领导'])(
    '%s stays',
    (line) => {
      expect(maskContacts(line)).toBe(line);
    },
  );

  test('nothing of a contact survives in a draft made from a plan with one', () => {
    const plan = `${fixture('urban-health-2019').replace('附件：', '（三）明确联系人。联系人：甲乙丙，手机：13800001111。（责任单位：市教育局；责任人：丁戊己）\n附件：')}\n联系人：甲乙丙\n电话：88886666\n`;
    const draft = JSON.stringify(draftOf(plan));
    for (const secret of ['甲乙丙', '丁戊己', '13800001111', '88886666']) expect(draft).not.toContain(secret);
  });
});
